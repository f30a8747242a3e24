namespace ConvLog.Storage;

/// <summary>A message of error entries, grouped by exact text.</summary>
public sealed record ErrorMessage
{
    /// <summary>The message.</summary>
    public required string Content { get; init; }

    /// <summary>The number of error entries with this message.</summary>
    public required long Count { get; init; }

    /// <summary>The number of conversations that have such an entry.</summary>
    public required long Conversations { get; init; }

    /// <summary>The time of the latest such entry, in UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }
}
