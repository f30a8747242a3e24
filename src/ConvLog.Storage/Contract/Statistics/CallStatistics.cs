namespace ConvLog.Storage;

/// <summary>Statistics of calls, by function, endpoint or model. They contain no personal data.</summary>
public sealed record CallStatistics
{
    /// <summary>The functions, endpoints or models: at most 200, those with the most calls first, then by name and provider.</summary>
    public required IReadOnlyList<CallTargetStatistics> Targets { get; init; }

    /// <summary>How many there are, including those that are left out.</summary>
    public required long TargetCount { get; init; }

    /// <summary>
    /// Where the period has more calls than are examined, besides those of days that were counted ahead: the start of the oldest conversation that was
    /// examined, in UTC. Null where all were.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it counts all that was written before it was asked for, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
