using ConvLog.Storage;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>What came of one conversation of an erasure, for its receipt.</summary>
/// <param name="Event">The event of the ledger.</param>
/// <param name="Erasure">The number of the erasure; null where none is to be told.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Users">How many users it had.</param>
/// <param name="Records">How much went; null where a legal hold keeps it.</param>
internal sealed record ErasedConversation(long Event, long? Erasure, string ConversationId, long Users, ErasedRecords? Records);
