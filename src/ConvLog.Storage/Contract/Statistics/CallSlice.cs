namespace ConvLog.Storage;

/// <summary>The calls made in conversations of one agent, variant or channel.</summary>
public sealed record CallSlice
{
    /// <summary>The agent, variant or channel; null for conversations without one.</summary>
    public required string? Value { get; init; }

    /// <summary>These calls.</summary>
    public required CallFigures Figures { get; init; }

    /// <summary>These calls over the period, in the same intervals as <see cref="CallTargetStatistics.Series"/>.</summary>
    public required IReadOnlyList<CallInterval> Series { get; init; }
}
