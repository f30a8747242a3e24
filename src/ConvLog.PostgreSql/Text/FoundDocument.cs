using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>An entry or turn that the index named.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="No">Its number in the conversation.</param>
/// <param name="Ticks">When it was logged or began.</param>
internal readonly record struct FoundDocument(long Conversation, int Day, DocumentKind Kind, long No, long Ticks);
