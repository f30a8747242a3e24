using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>Finds a logged item of a conversation by its id, if it is visible to everyone.</summary>
internal static class LoggedLookup
{
    /// <summary>The kind of the item with this id; null if the conversation has none.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="text">The id as given; a model call's id must match it exactly.</param>
    /// <param name="id">The id as a GUID.</param>
    public static SearchName? NameOf(StoredConversation conversation, string text, Guid id)
    {
        if (conversation.Logged.Any(logged => logged is EntryRecord { IsPii: false } entry ? entry.Id == id
            : logged is ApiResponseRecord { IsPii: false } response && response.Id == id))
        {
            return SearchName.EntryId;
        }

        return conversation.Logged.Any(logged => logged is ModelCallRecord call && string.Equals(call.ModelCallId, text, StringComparison.Ordinal))
            ? SearchName.ModelCallId : null;
    }
}
