using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>A document of the index, or an item of its work list: entries of a conversation, or a turn.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="Kind">The kind of document.</param>
/// <param name="No">The number of its first entry in the conversation, or of the turn.</param>
/// <param name="Last">The number of its last entry, or of the turn.</param>
/// <param name="Ticks">The time of its latest entry or its turn; not before the start of the conversation. Unknown for an item.</param>
/// <param name="Item">The number of an item in <c>to_index</c>; 0 for a document.</param>
internal readonly record struct FoundDocument(long Conversation, int Day, DocumentKind Kind, long No, long Last, long Ticks, long Item = 0);
