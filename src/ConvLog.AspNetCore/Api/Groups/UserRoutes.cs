using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>End users, and the history of each.</summary>
internal sealed class UserRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly TimeRange s_time =
        TimeRange.Of("Only users with a conversation that started at or after this time; default 30 days ago, or any time with turn_from.",
        "Only users with a conversation that started before this time.");
    private static readonly PageCursor s_page = PageCursor.Of("users", missing: 50, most: 1_000);
    private static readonly PageCursor s_journeyPage = PageCursor.Of("conversations", missing: 50, most: 1_000);
    private static readonly PathText s_user =
        new("user", "The user's pseudonym, as returned by GET /users. To find a user by ID, use POST /lookup.", FromEnd: 2) { Example = "user-3f9c1b7a2e44" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/users", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "listUsers",
            Requires = StoreCapabilities.Users,
            Summary = "Lists users, most recent conversation first.",
            Description =
                "\"user\" is the ID for readers with the permission ReadPii, otherwise the pseudonym. Conversations that meet all filters are counted.",
            Parameters =
            [
                ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel, s_time.From, s_time.To,
                ConversationFilters.Turns.From, ConversationFilters.Turns.To, s_page.Limit, s_page.Cursor,
            ],
            ResponseContent = new ApiContent(
                "UserList",
                """{"users":[{"user":"user-3f9c1b7a2e44","pseudonym":"user-3f9c1b7a2e44","conversations":3,"problem_conversations":1,"first_started_at":"2026-11-02T09:00:00.000000Z","last_started_at":"2026-11-20T09:00:00.000000Z","pii_fields":["user"]}],"next_cursor":null}"""),
        },
        new(HttpMethods.Get, "/users/{user}/conversations", ConvLogPermissions.Read, JourneyAsync)
        {
            OperationId = "listUserConversations",
            Summary = "The conversations of one user, newest first.",
            Description = "An unknown user has none.",
            Parameters =
            [
                s_user, ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel, ConversationFilters.Time.From,
                    ConversationFilters.Time.To,
                s_journeyPage.Limit, s_journeyPage.Cursor,
            ],
            ResponseContent = new ApiContent(
                "ConversationList", $$"""{"conversations":[{{ReadExamples.Summary}}],"next_cursor":null,"search_stopped":false}"""),
        },
    ];

    /// <summary>Reads the filters by agent and time of turns, also for the console's page.</summary>
    public static UserQuery ReadCommon(ApiCall call)
    {
        var (turnFrom, turnTo) = ConversationFilters.Turns.Read(call);
        return new UserQuery
        {
            AgentId = ConversationFilters.Agent.Read(call),
            Environment = ConversationFilters.Environment.Read(call),
            Channel = ConversationFilters.Channel.Read(call),
            TurnFrom = turnFrom,
            TurnTo = turnTo,
        };
    }

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        var (limit, cursor) = s_page.Read(call);
        var (from, to) = s_time.Read(call);
        var query = ReadCommon(call) with { From = from, To = to, Limit = limit };
        var page = await conversations.ListUsersAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }

    private async ValueTask<IResult> JourneyAsync(ApiCall call)
    {
        var (limit, cursor) = s_journeyPage.Read(call);
        var query = ConversationFilters.ReadCommon(call) with { UserPseudonym = s_user.Read(call), Limit = limit };
        var page = await conversations.ListAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }
}
