using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>A document that the index named: entries of one conversation that one pass of the indexer brought in, 32 at most, or a turn.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="No">The number of its first entry in the conversation, or of the turn.</param>
/// <param name="Last">The number of its last entry.</param>
/// <param name="Ticks">The latest time at which one was logged, or the turn began; no earlier than the conversation.</param>
internal readonly record struct FoundDocument(long Conversation, int Day, DocumentKind Kind, long No, long Last, long Ticks);
