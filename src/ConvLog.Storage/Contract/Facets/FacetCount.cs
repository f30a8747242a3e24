namespace ConvLog.Storage;

/// <summary>A value, and the number of conversations of a list that have it.</summary>
public sealed record FacetCount
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>The number of conversations that have the value.</summary>
    public required long Conversations { get; init; }
}
