namespace ConvLog.Storage;

/// <summary>A message of the log entries of a function's calls, grouped by level and exact text. Personal entries are excluded.</summary>
public sealed record CallMessage
{
    /// <summary>The level.</summary>
    public required EntryLevel Level { get; init; }

    /// <summary>The message.</summary>
    public required string Content { get; init; }

    /// <summary>The number of entries with this message.</summary>
    public required long Count { get; init; }

    /// <summary>The number of calls that have such an entry.</summary>
    public required long Calls { get; init; }

    /// <summary>The number of conversations that have one.</summary>
    public required long Conversations { get; init; }

    /// <summary>The time of the first such entry, in UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The time of the latest one, in UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The conversation of the latest one.</summary>
    public required string LastConversationId { get; init; }

    /// <summary>The call of the latest one.</summary>
    public required string LastCallId { get; init; }

    /// <summary>The number of calls with this message that started in each interval of <see cref="CallTargetStatistics.Series"/>.</summary>
    public required IReadOnlyList<long> Series { get; init; }
}
