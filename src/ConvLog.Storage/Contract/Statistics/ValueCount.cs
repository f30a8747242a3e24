namespace ConvLog.Storage;

/// <summary>How often a category, a label or a reason was given.</summary>
public sealed record ValueCount
{
    /// <summary>The category, label or reason.</summary>
    public required string Value { get; init; }

    /// <summary>How often it was given: a label to conversations and turns, a reason with ratings.</summary>
    public required long Count { get; init; }

    /// <summary>How many conversations have it.</summary>
    public required long Conversations { get; init; }
}
