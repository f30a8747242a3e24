namespace ConvLog.Entries;

/// <summary>A personal value whose shown form is not the default: the value as a field of its own, and the form.</summary>
internal sealed class ShownValue(LogField value, string shown)
{
    /// <summary>The value; its key is of no meaning.</summary>
    public LogField Value { get; } = value;

    public string Shown { get; } = shown;
}
