namespace ConvLog.Records;

/// <summary>A part of a list of conversations, as one reader may see it.</summary>
/// <param name="Conversations">The part that was asked for.</param>
/// <param name="Total">How many the filter lets through in all; null where that was not asked for.</param>
/// <param name="Next">The cursor with which the list goes on; null where nothing follows.</param>
/// <param name="SearchStopped">Whether the search for a text stopped at its bound, so that older conversations may be missing.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationSummaryView> Conversations, int? Total, string? Next = null, bool SearchStopped = false);
