namespace ConvLog.Records;

/// <summary>An improved answer and the turn it belongs to, as one reader may see them.</summary>
public sealed record AnnotatedTurn
{
    /// <summary>The conversation.</summary>
    public required ConversationSummaryView Conversation { get; init; }

    /// <summary>The turn: its utterances, ratings, improved answers, labels and function calls, without log, arguments, results and scores.</summary>
    public required TurnView Turn { get; init; }

    /// <summary>The improved answer.</summary>
    public required AnnotationView Annotation { get; init; }
}
