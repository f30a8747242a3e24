namespace ConvLog.Records;

/// <summary>A label of a conversation or turn.</summary>
public sealed record LabelView
{
    /// <summary>The word or phrase.</summary>
    public required string Label { get; init; }

    /// <summary>The person who added it; null if unknown.</summary>
    public string? Author { get; init; }

    /// <summary>When it was added, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
