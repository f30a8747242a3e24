using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A part of a list of conversations.</summary>
/// <param name="Conversations">The part that was asked for.</param>
/// <param name="Total">How many the filter lets through in all; null where that was not asked for.</param>
/// <param name="Next">Where to go on; null where nothing follows.</param>
/// <param name="SearchStopped">Whether the search for <see cref="ConversationQuery.Text"/> stopped at its bound, so that older conversations may be missing.</param>
public sealed record StoredPage(IReadOnlyList<StoredSummary> Conversations, int? Total, ListPosition? Next, bool SearchStopped = false);
