namespace ConvLog.Records;

/// <summary>
/// The scores of one name and type that a conversation, its turns and its calls have, as a list shows them. Ratings and metrics are excluded.
/// </summary>
public sealed record ListedScore
{
    /// <summary>The name of the scores.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the values.</summary>
    public required ScoreType Type { get; init; }

    /// <summary>The number of scores, at least one.</summary>
    public required long Count { get; init; }

    /// <summary>The average of numbers, each rounded to six decimals; of yes and no, the share of yes, 0 to 1; null for categories.</summary>
    public double? Average { get; init; }

    /// <summary>The category that all of them have; null if they differ, and for other types.</summary>
    public string? Category { get; init; }
}
