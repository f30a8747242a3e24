using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The page of the single object that a search text names, if no message or log contains the text: a conversation, a function call, a log
/// entry, an API response, a model call, a function or a user.
/// </summary>
internal static class NamedAddress
{
    /// <summary>The address; null if the list is shown instead.</summary>
    /// <param name="paths">The addresses of pages.</param>
    /// <param name="request">The search. With other filters, the list is shown: no conversation matches all of them.</param>
    /// <param name="page">The conversations that were found.</param>
    /// <param name="named">The objects that the text names.</param>
    public static string? Of(ConsolePaths paths, ListRequest request, ConversationPage page, IReadOnlyList<NamedConversation> named)
    {
        bool isAlone = request.Query.Text is not null && request.Cursor is null && request.Unread.Count == 0
            && request.Address.Filters.All(static name => name is ListAddress.Text or ListAddress.Period);
        if (!isAlone || page.Conversations.Count > 0 || page.Next is not null || page.SearchStopped
            || named.Select(static conversation => conversation.Name).Distinct().Count() != 1)
        {
            return null;
        }

        string text = request.Query.Text!.Trim();
        return named[0].Name switch
        {
            SearchName.ConversationId => paths.Conversation(named[0].ConversationId),
            SearchName.FunctionEventId when named.Count == 1 => paths.Conversation(named[0].ConversationId) + Anchor.Href(Anchor.Event(text)),
            SearchName.EntryId when Guid.TryParse(text, out var entry) => Logged(entry.ToString("N"), Anchor.Entry(entry)),
            SearchName.ModelCallId => Logged(text, Anchor.Model(text)),
            SearchName.Function => request.Address.With((ListAddress.Text, null), ("function", text)),
            SearchName.User => request.Address.With((ListAddress.Text, null), ("user", text)),
            _ => null,
        };

        // From the selection in its address, the page determines the part of the conversation to show.
        string Logged(string id, string anchor) => paths.Conversation(named[0].ConversationId, Selection.Query("", id)) + Anchor.Href(anchor);
    }
}
