namespace ConvLog.Records;

/// <summary>A label of a conversation or turn.</summary>
public sealed record LabelView
{
    /// <summary>The word or phrase.</summary>
    public required string Label { get; init; }

    /// <summary>Who put it there; null where unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The time at which it was put there, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
