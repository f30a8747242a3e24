namespace ConvLog.Storage;

/// <summary>
/// How long something took. Percentiles are by nearest rank and at most 1 % off: they come from a histogram whose steps are less than 2 % wide. Zero where nothing
/// was measured.
/// </summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Average">The mean of what was measured, exactly; cut to whole ticks.</param>
/// <param name="P50">Half took no longer.</param>
/// <param name="P95">95 % took no longer.</param>
/// <param name="P99">99 % took no longer.</param>
public sealed record DurationStatistics(long Count, TimeSpan Average, TimeSpan P50, TimeSpan P95, TimeSpan P99)
{
    /// <summary>Nothing was measured.</summary>
    public static DurationStatistics None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
}
