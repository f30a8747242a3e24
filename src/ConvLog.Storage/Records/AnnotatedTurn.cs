namespace ConvLog.Records;

/// <summary>An improved answer with the turn it is of, as one reader may see them.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Annotation">The improved answer.</param>
public sealed record AnnotatedTurn(ConversationSummaryView Conversation, TurnView Turn, AnnotationView Annotation);
