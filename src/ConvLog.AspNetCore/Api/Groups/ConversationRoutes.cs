using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Lists of conversations, whole conversations, and their logs in parts.</summary>
internal sealed class ConversationRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly PageCursor s_page = PageCursor.Of("conversations", missing: 50, most: 1_000);
    private static readonly PageCursor s_logPage = PageCursor.Of("entries and API responses", missing: 200, most: 1_000);
    private static readonly FlagValue s_count =
        new("count", "Whether to return the number of all matches as \"total\", which takes time in proportion; default false.");
    private static readonly PathText s_id = new("id", "The conversation ID.", FromEnd: 1) { Example = "conv-42" };
    private static readonly PathText s_logId = new("id", "The conversation ID.", FromEnd: 2) { Example = "conv-42" };
    private static readonly TextValue s_turn = new("turn", "Only entries of the turn with this ID, including its function calls.", Longest: 1_024);
    private static readonly TextValue s_call = new("function_event", "Only entries of the function call with this ID.", Longest: 1_024);

    private static readonly ChoiceValue<EntryLevel> s_level = new(
        "level", "Only entries of this level, and no API responses.",
            [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)]);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/conversations", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "listConversations",
            Summary = "Lists conversations, newest first by default.",
            Description =
                "All given filters must match. Filters apply only to data that the reader can view. With q, \"searched_from\" is the time since which "
                + "conversations were searched: the default is 7 days ago, and from=1970-01-01 searches all. \"search_stopped\" means that a search reached "
                + "its limit: all that match and started since \"searched_from\" are listed, and a list with this time as to continues.",
            Parameters = [.. ConversationFilters.All, s_page.Limit, s_page.Cursor, s_count],
            ResponseContent = new ApiContent("ConversationList",
                $$"""{"conversations":[{{ReadExamples.Summary}}],"next_cursor":null,"total":1,"search_stopped":false}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Post, "/lookup", ConvLogPermissions.Read | ConvLogPermissions.ReadPii, LookUpAsync)
        {
            OperationId = "lookUpConversations",
            Summary = "Lists the conversations of a user, by ID, of a phone number that called or was called, or with certain attributes.",
            Description =
                "The ID must match exactly, the number in all of its digits, however it is written. attributes is an object of 1 to 8 attributes, such as "
                + """{"tier":"gold","visits":4}""" + ", each a string, a number, true or false that must match exactly; a number and a string of the same text are "
                + "the same value. Conversations that match all of what is sent are returned. They are sent in the body because they are personal data. "
                + "A number can belong to several users or to none: all its "
                + "conversations are returned, each with "
                + "its user. All other filters are those of GET /conversations. If there are none, the list is empty. Each request is recorded in the access "
                    + "log.",
            Parameters = [.. ConversationFilters.All, s_page.Limit, s_page.Cursor, s_count],
            RequestContent = PersonalFilters.Content,
            ResponseContent = new ApiContent(
                "ConversationList", $$"""{"conversations":[{{ReadExamples.Summary}}],"next_cursor":null,"search_stopped":false}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/conversations/{id}", ConvLogPermissions.Read, GetAsync)
        {
            OperationId = "getConversation",
            Summary = "One complete conversation.",
            Parameters = [s_id],
            ResponseContent = new ApiContent("Conversation", ReadExamples.Conversation),
            Refusals = [StatusCodes.Status404NotFound],
        },
        new(HttpMethods.Get, "/conversations/{id}/entries", ConvLogPermissions.Read, LogAsync)
        {
            OperationId = "listEntries",
            Summary = "The entries and API responses of a conversation, in order.",
            Description = "A page can have fewer items than the limit, or be empty, without being the last: check next_cursor.",
            Parameters = [s_logId, s_turn, s_call, s_level, s_logPage.Limit, s_logPage.Cursor],
            ResponseContent = new ApiContent("EntryList",
                $$"""{"entries":[{"turn_id":"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f","function_event_id":null,"entry":{{ReadExamples.Entry}},"api_response":null}],"next_cursor":null}"""),
            Refusals = [StatusCodes.Status404NotFound],
        },
    ];

    private ValueTask<IResult> ListAsync(ApiCall call) => PageAsync(call, ConversationFilters.Read(call));

    private async ValueTask<IResult> LookUpAsync(ApiCall call)
        => await PageAsync(call, await PersonalFilters.ReadAsync(call).ConfigureAwait(false)).ConfigureAwait(false);

    private async ValueTask<IResult> PageAsync(ApiCall call, ConversationQuery query)
    {
        var (limit, cursor) = s_page.Read(call);
        var page = await conversations.ListAsync(call.Reader, query with { Limit = limit, CountTotal = s_count.Read(call) ?? false }, cursor, call.Aborted)
            .ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        var conversation = await conversations.GetAsync(call.Reader, s_id.Read(call), cancellationToken: call.Aborted).ConfigureAwait(false);
        return conversation is null ? throw ApiProblemException.NotFound("conversation") : call.Json(json => ViewJson.Write(json, conversation));
    }

    private async ValueTask<IResult> LogAsync(ApiCall call)
    {
        var (limit, cursor) = s_logPage.Read(call);
        string id = s_logId.Read(call);
        var query = new LogQuery(id) { WithPii = call.Reader.CanReadPii, TurnId = s_turn.Read(call), FunctionEventId = s_call.Read(call),
            Level = s_level.Read(call), Limit = limit };
        if (!await conversations.ExistsAsync(call.Reader, id, cancellationToken: call.Aborted).ConfigureAwait(false))
        {
            throw ApiProblemException.NotFound("conversation");
        }

        var page = await conversations.GetLogAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }
}
