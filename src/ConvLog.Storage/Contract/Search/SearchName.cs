namespace ConvLog.Storage;

/// <summary>What the searched text names, where it is more than words in a conversation.</summary>
public enum SearchName
{
    /// <summary>The conversation's id, exactly.</summary>
    ConversationId,

    /// <summary>The ID of one of its function calls, exactly.</summary>
    FunctionEventId,

    /// <summary>
    /// The beginning of the name of a function that was called, at least three characters of it; see <see cref="ConversationQuery.FunctionName"/>.
    /// </summary>
    Function,

    /// <summary>The pseudonym of the end user, exactly.</summary>
    User,

    /// <summary>
    /// The ID of one of its log entries or API responses that everyone may see, exactly; see <see cref="IConversationStore.FindLoggedAsync"/>.
    /// </summary>
    EntryId,

    /// <summary>The ID of one of its model calls, exactly; see <see cref="IConversationStore.FindLoggedAsync"/>.</summary>
    ModelCallId,
}
