namespace ConvLog.Records;

/// <summary>A rating as one reader may see it.</summary>
public sealed record FeedbackView
{
    /// <summary>The source of the rating.</summary>
    public required FeedbackSource Source { get; init; }

    /// <summary>The rating.</summary>
    public required FeedbackRating Rating { get; init; }

    /// <summary>The comment on the rating; null if there is none.</summary>
    public VisibleText? Comment { get; init; }

    /// <summary>The reasons, out of those that the host declares; empty if none was given.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The time of the rating, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
