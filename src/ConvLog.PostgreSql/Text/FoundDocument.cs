using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>A document that the index named: up to 32 entries of a conversation, added in one pass of the indexer, or a turn.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="Kind">The kind of document.</param>
/// <param name="No">The number of its first entry in the conversation, or of the turn.</param>
/// <param name="Last">The number of its last entry.</param>
/// <param name="Ticks">The time of its latest entry or its turn; not before the start of the conversation.</param>
internal readonly record struct FoundDocument(long Conversation, int Day, DocumentKind Kind, long No, long Last, long Ticks);
