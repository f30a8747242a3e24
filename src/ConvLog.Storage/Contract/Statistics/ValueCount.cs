namespace ConvLog.Storage;

/// <summary>How often a category, label or reason was given.</summary>
public sealed record ValueCount
{
    /// <summary>The category, label or reason.</summary>
    public required string Value { get; init; }

    /// <summary>How often it was given: a label to conversations and turns, a reason with ratings.</summary>
    public required long Count { get; init; }

    /// <summary>The number of conversations that have it.</summary>
    public required long Conversations { get; init; }
}
