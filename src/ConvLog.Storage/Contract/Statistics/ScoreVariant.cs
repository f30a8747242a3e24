namespace ConvLog.Storage;

/// <summary>The scores of one name in conversations of one variant.</summary>
public sealed record ScoreVariant
{
    /// <summary>The variant; null for conversations without one.</summary>
    public required string? Variant { get; init; }

    /// <summary>The figures of all scores.</summary>
    public required ScoreFigures Total { get; init; }

    /// <summary>By the day on which the conversation started, in order; without days that have none.</summary>
    public required IReadOnlyList<ScoreDay> Days { get; init; }
}
