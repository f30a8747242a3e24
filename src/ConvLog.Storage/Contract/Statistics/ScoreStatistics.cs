namespace ConvLog.Storage;

/// <summary>
/// What the scores of one name add up to, metrics and ratings among them: the rating of a turn is the score <c>rating</c>, yes for a like. Values of another
/// type under the same name are counted apart.
/// </summary>
public sealed record ScoreStatistics
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the values.</summary>
    public required ScoreType Type { get; init; }

    /// <summary>All of them.</summary>
    public required ScoreFigures Total { get; init; }

    /// <summary>By the day on which the conversation started, in order; without days that have none.</summary>
    public required IReadOnlyList<ScoreDay> Days { get; init; }

    /// <summary>By the variant of the conversation, the most conversations first, then by name; null for those without a variant.</summary>
    public required IReadOnlyList<ScoreVariant> Variants { get; init; }
}
