namespace ConvLog.Storage;

/// <summary>
/// Statistics of the scores of one name, including metrics and ratings: the rating of a turn is the score <c>rating</c>, yes for thumbs up. Values of another
/// type under the same name are counted separately.
/// </summary>
public sealed record ScoreStatistics
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the values.</summary>
    public required ScoreType Type { get; init; }

    /// <summary>The figures of all scores.</summary>
    public required ScoreFigures Total { get; init; }

    /// <summary>By the day on which the conversation started, in order; without days that have none.</summary>
    public required IReadOnlyList<ScoreDay> Days { get; init; }

    /// <summary>By the variant of the conversation, the most conversations first, then by name; null for those without a variant.</summary>
    public required IReadOnlyList<ScoreVariant> Variants { get; init; }
}
