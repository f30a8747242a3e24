namespace ConvLog.Records;

/// <summary>An improved answer and the turn it belongs to, as one reader may see them.</summary>
public sealed record AnnotatedTurn
{
    /// <summary>The conversation.</summary>
    public required ConversationSummaryView Conversation { get; init; }

    /// <summary>The turn: what was said, its ratings, improved answers and labels, and which functions ran; without what was logged and scored.</summary>
    public required TurnView Turn { get; init; }

    /// <summary>The improved answer.</summary>
    public required AnnotationView Annotation { get; init; }
}
