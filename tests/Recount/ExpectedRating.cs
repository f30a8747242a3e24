namespace ConvLog.Tests.Recount;

/// <summary>The current rating of a turn.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Source">The source of the rating.</param>
/// <param name="Rating">Thumbs up or down.</param>
/// <param name="HasComment">Whether it has a comment.</param>
/// <param name="Reasons">Its reasons.</param>
internal sealed record ExpectedRating(ExpectedTurn Turn, FeedbackSource Source, FeedbackRating Rating, bool HasComment, IReadOnlyList<string> Reasons);
