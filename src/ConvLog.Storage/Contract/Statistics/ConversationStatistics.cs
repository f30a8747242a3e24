namespace ConvLog.Storage;

/// <summary>Statistics of a period. They contain no personal data.</summary>
public sealed record ConversationStatistics
{
    /// <summary>The whole period.</summary>
    public required PeriodStatistics Total { get; init; }

    /// <summary>Each day of the period in order, including days without activity.</summary>
    public required IReadOnlyList<DayStatistics> Days { get; init; }

    /// <summary>Each function that was called, the most calls first, then by name.</summary>
    public required IReadOnlyList<FunctionStatistics> Functions { get; init; }

    /// <summary>The total duration of the function calls that have ended. Nested calls count in addition to the calls that contain them.</summary>
    public TimeSpan FunctionTime { get; init; }

    /// <summary>
    /// Each model, separately for each provider, the most calls first, then by name; empty unless <see cref="StatisticsQuery.CountModels"/>.
    /// </summary>
    public IReadOnlyList<ModelStatistics> Models { get; init; } = [];

    /// <summary>The total duration of the model calls that have ended; null unless <see cref="StatisticsQuery.CountModels"/>.</summary>
    public TimeSpan? ModelTime { get; init; }

    /// <summary>
    /// Each variant that had a turn, the most conversations first, then by name; conversations without a variant have the variant null. Empty unless
    /// <see cref="StatisticsQuery.CountModels"/>.
    /// </summary>
    public IReadOnlyList<VariantStatistics> Variants { get; init; } = [];

    /// <summary>
    /// The 100 score names with the most scores, separately for each type of values, the most scores first, then by name; empty unless
    /// <see cref="StatisticsQuery.CountScores"/>.
    /// </summary>
    public IReadOnlyList<ScoreStatistics> Scores { get; init; } = [];

    /// <summary>The 100 most frequent labels, then by name; empty unless <see cref="StatisticsQuery.CountScores"/>.</summary>
    public IReadOnlyList<ValueCount> Labels { get; init; } = [];

    /// <summary>The 100 most frequent reasons of ratings, then by name; empty unless <see cref="StatisticsQuery.CountScores"/>.</summary>
    public IReadOnlyList<ValueCount> Reasons { get; init; } = [];

    /// <summary>Whether the statistics include everything written before the request, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
