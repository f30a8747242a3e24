namespace ConvLog.Records;

/// <summary>A rating with the turn it is of, as one reader may see them.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Feedback">The rating.</param>
public sealed record RatedTurn(ConversationSummaryView Conversation, TurnView Turn, FeedbackView Feedback);
