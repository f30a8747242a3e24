namespace ConvLog;

/// <summary>Whether the JSON of an entry includes personal data. The default does not.</summary>
public enum EntryJsonMode
{
    /// <summary>
    /// Without personal data: a personal value is replaced by its masked form, and its key is listed in <c>pii_fields</c>; a personal entry is omitted.
    /// </summary>
    Redacted,

    /// <summary>With all personal data.</summary>
    Complete,
}
