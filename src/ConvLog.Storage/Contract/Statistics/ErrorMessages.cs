namespace ConvLog.Storage;

/// <summary>The most frequent messages of error entries. Personal entries are excluded.</summary>
public sealed record ErrorMessages
{
    /// <summary>The messages, the most frequent first, then in ordinal order.</summary>
    public required IReadOnlyList<ErrorMessage> Messages { get; init; }

    /// <summary>
    /// If the period has more errors than are examined: the start of the oldest examined conversation, in UTC; otherwise null.
    /// </summary>
    public DateTimeOffset? Since { get; init; }
}
