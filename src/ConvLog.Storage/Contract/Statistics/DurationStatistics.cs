namespace ConvLog.Storage;

/// <summary>
/// Statistics of durations; all values are zero without durations. Percentiles use the nearest rank: exact for fewer than 1,000 durations, otherwise at most 1
/// % off, as they come from a histogram with steps of less than 2 %.
/// </summary>
public sealed record DurationStatistics
{
    /// <summary>The number of measured durations.</summary>
    public required long Count { get; init; }

    /// <summary>The exact mean, truncated to whole ticks.</summary>
    public required TimeSpan Average { get; init; }

    /// <summary>The median.</summary>
    public required TimeSpan P50 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public required TimeSpan P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public required TimeSpan P99 { get; init; }

    /// <summary>The statistics without any duration.</summary>
    public static DurationStatistics None { get; } =
        new() { Count = 0, Average = TimeSpan.Zero, P50 = TimeSpan.Zero, P95 = TimeSpan.Zero, P99 = TimeSpan.Zero };
}
