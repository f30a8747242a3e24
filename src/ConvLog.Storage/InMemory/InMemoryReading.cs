using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>A conversation as it stands, and by whom it can be found.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Named">The end users whom its openings name, each once.</param>
/// <param name="Users">
/// The ids of the end users whom its openings named, now or in an earlier revision, as long as they are there and the conversation is not to be erased.
/// </param>
/// <param name="Numbers">The normalized numbers of all openings, as long as they are there and the conversation is not to be erased.</param>
/// <param name="Attributes">The attributes, as long as they are there and the conversation is not to be erased.</param>
internal sealed record InMemoryReading(
    StoredConversation Conversation, IReadOnlyCollection<ConversationUser> Named, IReadOnlyCollection<string> Users, IReadOnlyCollection<string> Numbers,
    IReadOnlyCollection<FieldFilter> Attributes);
