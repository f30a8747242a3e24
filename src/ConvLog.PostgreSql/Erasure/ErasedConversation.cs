using ConvLog.Storage;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>The outcome of an erasure for one conversation, for its receipt.</summary>
/// <param name="Event">The event of the ledger.</param>
/// <param name="Erasure">The number of the erasure; null if it has no receipt.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Users">How many users it had.</param>
/// <param name="Records">The counts of deleted records; null if a legal hold keeps them.</param>
internal sealed record ErasedConversation(long Event, long? Erasure, string ConversationId, long Users, ErasedRecords? Records);
