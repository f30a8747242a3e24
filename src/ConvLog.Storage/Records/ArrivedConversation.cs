using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>A conversation with new records. For the privacy gate, not for a reader.</summary>
/// <param name="Now">Its current state.</param>
/// <param name="Before">Its earlier summary; null if unknown.</param>
/// <param name="New">The new entries and API responses, in order.</param>
/// <param name="ActiveAfter">If the earlier summary is unknown: with activity after this time, the conversation counts as changed.</param>
internal sealed record ArrivedConversation(StoredConversation Now, StoredSummary? Before, IReadOnlyList<ScopedRecord> New, DateTimeOffset ActiveAfter);
