using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>Finds what was logged of an id in a conversation, as far as everyone may see it.</summary>
internal static class LoggedLookup
{
    /// <summary>What the id is of; null where nothing of the conversation has it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="text">The id as it is given, which that of a model call is exactly.</param>
    /// <param name="id">The same as a GUID.</param>
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
