namespace ConvLog.Records;

/// <summary>A rating and the turn it belongs to, as one reader may see them.</summary>
public sealed record RatedTurn
{
    /// <summary>The conversation.</summary>
    public required ConversationSummaryView Conversation { get; init; }

    /// <summary>The turn: what was said, its ratings, improved answers and labels, and which functions ran; without what was logged and scored.</summary>
    public required TurnView Turn { get; init; }

    /// <summary>The rating.</summary>
    public required FeedbackView Feedback { get; init; }
}
