namespace ConvLog.Records;

/// <summary>
/// The scores of one name and type that a conversation, its turns and its calls have, as a list shows them. Ratings and metrics are not among them.
/// </summary>
public sealed record ListedScore
{
    /// <summary>What they measure.</summary>
    public required string Name { get; init; }

    /// <summary>What values they have.</summary>
    public required ScoreType Type { get; init; }

    /// <summary>How many there are, at least one.</summary>
    public required long Count { get; init; }

    /// <summary>The average of numbers, each rounded to six decimals; of yes and no, the share that is yes, 0 to 1; null for categories.</summary>
    public double? Average { get; init; }

    /// <summary>The category that all of them have; null where they differ, and for other types.</summary>
    public string? Category { get; init; }
}
