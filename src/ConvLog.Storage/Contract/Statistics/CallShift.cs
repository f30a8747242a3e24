namespace ConvLog.Storage;

/// <summary>
/// The moment in a period since which durations, or the share of calls that are problems, have changed more than chance explains.
/// It contains no personal data. The test is described in <c>docs/changes.md</c>.
/// </summary>
public sealed record CallShift
{
    /// <summary>What changed.</summary>
    public required CallMeasure Measure { get; init; }

    /// <summary>Whether durations or the share of problems rose.</summary>
    public required bool IsRise { get; init; }

    /// <summary>The start of the first quarter of an hour after the change, in UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>All calls of the period before the change.</summary>
    public required CallInterval Before { get; init; }

    /// <summary>All calls of the period since the change.</summary>
    public required CallInterval After { get; init; }

    /// <summary>The property that explains the change; null if no value of any property does.</summary>
    public CallDimension? Dimension { get; init; }

    /// <summary>The value of that property with which the calls changed, while the others changed little or not at all; null without one.</summary>
    public string? Value { get; init; }

    /// <summary>The calls with that value before the change; null without one.</summary>
    public CallInterval? ValueBefore { get; init; }

    /// <summary>The calls with that value since the change; null without one.</summary>
    public CallInterval? ValueAfter { get; init; }

    /// <summary>The calls with other values before the change; null without one.</summary>
    public CallInterval? OthersBefore { get; init; }

    /// <summary>The calls with other values since the change; null without one.</summary>
    public CallInterval? OthersAfter { get; init; }

    /// <summary>The round duration that best separates the calls since the change from those before; null unless durations rose.</summary>
    public TimeSpan? SlowFrom { get; init; }

    /// <summary>The number of calls since the change that took at least <see cref="SlowFrom"/>.</summary>
    public long Slow { get; init; }

    /// <summary>How many of these have <see cref="Value"/>.</summary>
    public long SlowOfValue { get; init; }
}
