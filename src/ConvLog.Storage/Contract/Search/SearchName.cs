namespace ConvLog.Storage;

/// <summary>What the search text identifies, other than words in conversations.</summary>
public enum SearchName
{
    /// <summary>The conversation's id, exactly.</summary>
    ConversationId,

    /// <summary>The ID of one of its function calls, exactly.</summary>
    FunctionEventId,

    /// <summary>
    /// The beginning of the name of a called function, at least three characters; see <see cref="ConversationQuery.FunctionName"/>.
    /// </summary>
    Function,

    /// <summary>The pseudonym of the end user, exactly.</summary>
    User,

    /// <summary>
    /// The ID of one of its log entries or API responses that are visible to all readers, exactly; see <see cref="ILookupStore.FindLoggedAsync"/>.
    /// </summary>
    EntryId,

    /// <summary>The ID of one of its model calls, exactly; see <see cref="ILookupStore.FindLoggedAsync"/>.</summary>
    ModelCallId,
}
