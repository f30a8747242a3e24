using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A part of a list of conversations.</summary>
/// <param name="Conversations">The part that was asked for.</param>
/// <param name="Total">How many the filter lets through in all.</param>
public sealed record StoredPage(IReadOnlyList<StoredSummary> Conversations, int Total);
