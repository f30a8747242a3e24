namespace ConvLog.Records;

/// <summary>A page of a conversation's log, as one reader may see it.</summary>
public sealed record LogPage
{
    /// <summary>
    /// Entries and API responses, in the order of the log. State changes and metrics count towards the size of a page and are left out here, so a page may
    /// contain fewer records than requested, or be empty, without being the last.
    /// </summary>
    public required IReadOnlyList<LoggedView> Logged { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }
}
