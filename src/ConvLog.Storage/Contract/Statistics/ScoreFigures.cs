namespace ConvLog.Storage;

/// <summary>What scores of one name and type add up to.</summary>
public sealed record ScoreFigures
{
    /// <summary>How many scores.</summary>
    public required long Count { get; init; }

    /// <summary>How many conversations have one.</summary>
    public required long Conversations { get; init; }

    /// <summary>
    /// The average of numbers, each rounded to six decimals, and beyond 9·10¹² counted as that; null for other types and without scores.
    /// </summary>
    public double? Average { get; init; }

    /// <summary>The smallest number; null for other types and without scores.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number; null for other types and without scores.</summary>
    public double? Maximum { get; init; }

    /// <summary>How many are yes; 0 for other types.</summary>
    public long Yes { get; init; }

    /// <summary>The share that is yes, 0 to 1; null for other types and without scores.</summary>
    public double? YesShare { get; init; }

    /// <summary>The 20 most frequent categories, the most frequent first, then by name; empty for other types.</summary>
    public IReadOnlyList<ValueCount> Categories { get; init; } = [];

    /// <summary>How many scores have another category; 0 for other types.</summary>
    public long OtherCategories { get; init; }
}
