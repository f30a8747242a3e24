namespace ConvLog.Records;

/// <summary>A part of a list of conversations, as one reader may see it.</summary>
/// <param name="Conversations">The part that was asked for.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationSummaryView> Conversations, int Total);
