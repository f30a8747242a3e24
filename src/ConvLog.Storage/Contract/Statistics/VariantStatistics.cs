namespace ConvLog.Storage;

/// <summary>Statistics of the conversations of one variant.</summary>
public sealed record VariantStatistics
{
    /// <summary>The variant; null for the conversations without one.</summary>
    public string? Variant { get; init; }

    /// <summary>Conversations with a turn in the period, each once.</summary>
    public required long Conversations { get; init; }

    /// <summary>Turns that began in the period.</summary>
    public required long Messages { get; init; }

    /// <summary>The number of these that failed.</summary>
    public required long FailedMessages { get; init; }

    /// <summary>The usage of these turns.</summary>
    public required UsageStatistics Usage { get; init; }
}
