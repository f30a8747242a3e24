using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>A conversation as it stands, and by whom it can be found.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="User">The end user's id; null where there is none, where it is gone, and where the conversation is to be erased.</param>
/// <param name="Numbers">The normalized numbers of all openings, as long as they are there and the conversation is not to be erased.</param>
/// <param name="Attributes">The attributes, as long as they are there and the conversation is not to be erased.</param>
internal sealed record InMemoryReading(
    StoredConversation Conversation, string? User, IReadOnlyCollection<string> Numbers, IReadOnlyCollection<FieldFilter> Attributes);
