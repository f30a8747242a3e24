namespace ConvLog.Storage.Relational.Lists;

/// <summary>The conditions on the ratings of a conversation (c, its row in "conversation") and their comments, by anyone or by the requested source.</summary>
internal static class RatingCondition
{
    /// <summary>The condition that a conversation has a rating.</summary>
    public const string IsRated = "c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0";

    /// <summary>The condition that it has a rating, or that it has no rating; null if neither is requested.</summary>
    public static string? OfRated(ConversationQuery query)
        => query.IsRated is { } isRated ? Has(isRated, $"{BySource("likes", query)} + {BySource("dislikes", query)}") : null;

    /// <summary>The condition that it has a certain rating; null if none is requested.</summary>
    public static string? OfRating(ConversationQuery query)
        => query.Rating is { } rating ? Has(true, BySource(rating == FeedbackRating.Like ? "likes" : "dislikes", query)) : null;

    /// <summary>The condition that a rating has a comment, or that no rating has one; null if neither is requested.</summary>
    public static string? OfComment(ConversationQuery query)
        => query.HasComment is { } hasComment ? Has(hasComment, BySource("comments", query)) : null;

    // A rating or a comment implies IsRated, and that condition has an index.
    private static string Has(bool isWanted, string count) => isWanted ? $"{IsRated} AND {count} > 0" : $"{count} = 0";

    private static string BySource(string column, ConversationQuery query) => query.RatingSource switch
    {
        null => $"c.user_{column} + c.team_{column}",
        FeedbackSource.User => $"c.user_{column}",
        _ => $"c.team_{column}",
    };
}
