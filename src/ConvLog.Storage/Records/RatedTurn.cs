namespace ConvLog.Records;

/// <summary>A rating and the turn it belongs to, as one reader may see them.</summary>
public sealed record RatedTurn
{
    /// <summary>The conversation.</summary>
    public required ConversationSummaryView Conversation { get; init; }

    /// <summary>The turn: its utterances, ratings, improved answers, labels and function calls, without log, arguments, results and scores.</summary>
    public required TurnView Turn { get; init; }

    /// <summary>The rating.</summary>
    public required FeedbackView Feedback { get; init; }
}
