namespace ConvLog.Testing.Assertions;

/// <summary>The expected properties of one entry. Null properties are not compared.</summary>
internal sealed class EntryExpectation
{
    private readonly EntryLevel? _level;
    private readonly string? _content;
    private readonly bool? _isPii;
    private readonly ExpectedFields _fields = ExpectedFields.None;
    private readonly Func<LogEntry, bool>? _predicate;
    private readonly string? _description;

    public EntryExpectation(EntryLevel? level, string? content, bool? isPii, params LogField[] fields)
    {
        _level = level;
        _content = content;
        _isPii = isPii;
        _fields = ExpectedFields.OfEntry(fields);
    }

    public EntryExpectation(Func<LogEntry, bool> predicate, string description)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        _predicate = predicate;
        _description = description;
    }

    /// <summary>The description of a predicate. Compilers other than C#'s may not provide its source.</summary>
    public static string With(string? description) => description is null ? "of the test's choice" : $"with {description}";

    public bool IsMetBy(LogEntry entry) => _predicate is null ? IsContent(entry) && Difference(entry) is null : _predicate(entry);

    /// <summary>How an entry with the expected message differs; null if it does not, or has another message.</summary>
    public string? NearMiss(LogEntry entry) => _content is not null && IsContent(entry) ? Difference(entry) : null;

    public override string ToString()
    {
        if (_description is not null)
        {
            return _description;
        }

        string level = _level is { } l ? $"at {l}" : "";
        string content = _content is null ? "" : EntryLines.Quoted(_content);
        string pii = _isPii switch { null => "", true => "that is personal", false => "that is not personal" };
        return string.Join(' ', new[] { level, content, _fields.ToString(), pii }.Where(static part => part.Length > 0));
    }

    private bool IsContent(LogEntry entry) => _content is null || string.Equals(entry.Content, _content, StringComparison.Ordinal);

    private string? Difference(LogEntry entry)
    {
        if (_level is { } level && entry.Level != level)
        {
            return $"its level is {entry.Level}";
        }

        if (_isPii is { } isPii && entry.IsPii != isPii)
        {
            return isPii ? "it is not personal" : "it is personal";
        }

        return _fields.Difference(entry);
    }
}
