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
}
