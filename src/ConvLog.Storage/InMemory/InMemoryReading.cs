using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>The current state of a conversation, and the personal data by which it can be found.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Named">The distinct end users named by its openings.</param>
/// <param name="Users">
/// The ids of the end users named by its openings in any revision, unless they were deleted or an erasure is pending.
/// </param>
/// <param name="Numbers">The normalized numbers of all openings, unless they were deleted or an erasure is pending.</param>
/// <param name="Attributes">The attributes, unless they were deleted or an erasure is pending.</param>
internal sealed record InMemoryReading(
    StoredConversation Conversation, IReadOnlyCollection<ConversationUser> Named, IReadOnlyCollection<string> Users, IReadOnlyCollection<string> Numbers,
    IReadOnlyCollection<FieldFilter> Attributes);
