namespace ConvLog.Storage;

/// <summary>A value that conversations of a list have.</summary>
public sealed record FacetCount
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>How many of the conversations have it.</summary>
    public required long Conversations { get; init; }
}
