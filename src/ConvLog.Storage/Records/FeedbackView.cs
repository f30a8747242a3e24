namespace ConvLog.Records;

/// <summary>A rating as one reader may see it.</summary>
/// <param name="Source">Who rated.</param>
/// <param name="Rating">The rating.</param>
/// <param name="Comment">What was said with it; null where nothing was.</param>
/// <param name="CreatedAt">When, in UTC.</param>
public sealed record FeedbackView(FeedbackSource Source, FeedbackRating Rating, VisibleText? Comment, DateTimeOffset CreatedAt);
