namespace ConvLog.Storage;

/// <summary>Statistics of calls, by function, endpoint or model. They contain no personal data.</summary>
public sealed record CallStatistics
{
    /// <summary>The functions, endpoints or models: at most 200, those with the most calls first, then by name and provider.</summary>
    public required IReadOnlyList<CallTargetStatistics> Targets { get; init; }

    /// <summary>The number of all targets, including those that are left out.</summary>
    public required long TargetCount { get; init; }

    /// <summary>
    /// If the period has more calls than are examined, not counting the days that the store has already aggregated: the start of the oldest examined
    /// conversation, in UTC; otherwise null.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the statistics include everything written before the request, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
