namespace ConvLog.Storage;

/// <summary>Figures of scores of one name and type.</summary>
public sealed record ScoreFigures
{
    /// <summary>The number of scores.</summary>
    public required long Count { get; init; }

    /// <summary>The number of conversations that have such a score.</summary>
    public required long Conversations { get; init; }

    /// <summary>
    /// The average of numbers, each rounded to six decimals and limited to ±9·10¹²; null for other types and without scores.
    /// </summary>
    public double? Average { get; init; }

    /// <summary>The smallest number; null for other types and without scores.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number; null for other types and without scores.</summary>
    public double? Maximum { get; init; }

    /// <summary>The number of scores that are yes; 0 for other types.</summary>
    public long Yes { get; init; }

    /// <summary>The share of scores that are yes, 0 to 1; null for other types and without scores.</summary>
    public double? YesShare { get; init; }

    /// <summary>The 20 most frequent categories, the most frequent first, then by name; empty for other types.</summary>
    public IReadOnlyList<ValueCount> Categories { get; init; } = [];

    /// <summary>The number of scores of all other categories; 0 for other types.</summary>
    public long OtherCategories { get; init; }
}
