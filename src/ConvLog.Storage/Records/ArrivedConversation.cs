namespace ConvLog.Records;

/// <summary>A conversation in which something came in. For the gate, not for a reader.</summary>
/// <param name="Now">As it stands.</param>
/// <param name="Before">What a list showed of it before; null where that is not known.</param>
/// <param name="New">The entries and API responses that came in, in order.</param>
/// <param name="ActiveAfter">Where it is not known what was before: with activity after this time, it changed.</param>
internal sealed record ArrivedConversation(StoredConversation Now, StoredSummary? Before, IReadOnlyList<ScopedRecord> New, DateTimeOffset ActiveAfter);
