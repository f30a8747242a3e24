using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Text search, and the list of agents.</summary>
internal sealed class SearchRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly SearchTextValue s_text = new(
        "q",
        "Words, separated by spaces, and phrases in quotation marks: all must be in the same turn or the same entry. Case, accents and vowel marks are "
            + "ignored. Each is found where a word begins, and longer words that begin so are found too, but not the middle of a word. Punctuation inside a "
            + "word must match, as in 20:30 or AB-12.")
    {
        IsRequired = true,
        Example = "table \"20:30\"",
    };

    private static readonly TextValue s_conversation = new("conversation", "Only in this conversation.", Longest: 1_024);
    private static readonly TimeRange s_time = TimeRange.Of("Sent or logged at or after this time; default 7 days ago.", "Sent or logged before this time.");
    private static readonly IntegerValue s_limit =
        new("limit", "The maximum number of hits, 1 to 1000; default 50. If more have the same time, they are returned together.", 1, 1_000);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/search", ConvLogPermissions.Read, SearchAsync)
        {
            OperationId = "search",
            Cost = ApiCost.Search,
            Summary = "Searches messages and logs, newest hits first.",
            Description =
                "Personal data is never searched. \"named\" lists conversations that the text names: the one with this ID, the newest 10 with a call of a "
                + "function whose name begins so, the newest 10 of the user with this pseudonym, and the one of the 1,000 newest with the entry, API response "
                + "or model call of this ID. \"from\" is the beginning of the searched period; from=1970-01-01 searches all. Each hit has a snippet; highlights are positions in it, in UTF-16 units. \"stopped\" means that there may be "
                + "older hits: all since \"from\" are there, and with this time as to, and the same from as before, another search continues.",
            Parameters = [s_text, ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel, s_conversation, s_time.From,
                s_time.To, s_limit],
            ResponseContent = ApiContent.Of<SearchResultsJson>(
                """{"hits":[{"conversation_id":"conv-42","turn_id":"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f","function_event_id":null,"entry_id":null,"timestamp":"2026-11-20T09:00:00.000000Z","part":"user_input","snippet":"Book a table for two","highlights":[{"start":7,"length":5}]}],"named":[{"conversation_id":"conv-42","name":"function"}],"stopped":false,"from":"2026-11-13T09:00:00.000000Z"}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/agents", ConvLogPermissions.Read, AgentsAsync)
        {
            OperationId = "listAgents",
            Summary = "The IDs of all agents with a conversation, in ordinal order.",
            ResponseContent = ApiContent.Of<AgentListJson>("""{"agents":["bookings"]}"""),
        },
    ];

    private async ValueTask<IResult> SearchAsync(ApiCall call)
    {
        var (from, to) = s_time.Read(call);
        var query = new SearchQuery
        {
            Text = s_text.Read(call)!,
            AgentId = ConversationFilters.Agent.Read(call),
            Environment = ConversationFilters.Environment.Read(call),
            Channel = ConversationFilters.Channel.Read(call),
            ConversationId = s_conversation.Read(call),
            From = from,
            To = to,
            Limit = (int)(s_limit.Read(call) ?? 50),
        };
        var found = await conversations.SearchAsync(call.Reader, query, call.Aborted).ConfigureAwait(false);
        return call.Json(new SearchResultsJson(found));
    }

    private async ValueTask<IResult> AgentsAsync(ApiCall call)
        => call.Json(new AgentListJson(await conversations.ListAgentsAsync(call.Reader, call.Aborted).ConfigureAwait(false)));
}
