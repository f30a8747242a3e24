namespace ConvLog.Records;

/// <summary>A part of a list of conversations, each whole, as one reader may see them.</summary>
/// <param name="Conversations">The part that was asked for. One that was erased while it was read is left out.</param>
/// <param name="Next">The cursor with which the list goes on; null where nothing follows.</param>
/// <param name="SearchStopped">Whether the search for a text stopped at its bound, so that older conversations may be missing.</param>
public sealed record WholePage(IReadOnlyList<ConversationView> Conversations, string? Next, bool SearchStopped);
