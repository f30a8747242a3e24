namespace ConvLog;

/// <summary>Whether personal data is in the JSON of an entry. The default is the safe one.</summary>
public enum EntryJsonMode
{
    /// <summary>
    /// Without personal data: a personal value is replaced by what is shown in its place, and its key is listed in <c>pii_fields</c>; a personal entry is left
    /// out.
    /// </summary>
    Redacted,

    /// <summary>With all personal data.</summary>
    Complete,
}
