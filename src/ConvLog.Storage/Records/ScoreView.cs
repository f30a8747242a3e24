namespace ConvLog.Records;

/// <summary>A score as one reader may see it: one that was given, a rating (name <c>rating</c>), or a metric that is not personal.</summary>
public sealed record ScoreView
{
    /// <summary>The ID of the score, by which it can be removed. Ratings and metrics cannot be removed by it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the score.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>The source of the score.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>The name of the person, model or rule that gave it; null if unknown.</summary>
    public string? Scorer { get; init; }

    /// <summary>The version of the scorer; null if unknown.</summary>
    public string? ScorerVersion { get; init; }

    /// <summary>The comment; null if there is none.</summary>
    public VisibleText? Comment { get; init; }

    /// <summary>The time at which it was given, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
