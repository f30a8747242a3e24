using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Live;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Streams of new entries and changed conversations.</summary>
internal sealed class LiveRoutes(ConversationReader conversations, Visitors visitors, LiveStreams streams, TimeProvider time) : IApiRoutes
{
    public static readonly TextValue Function = new("function", "Only entries logged in function calls with this name.", Longest: 1_024);

    public static readonly ChoiceValue<EntryLevel> Level = new(
        "level", "Only entries of this level, and no API responses.",
            [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)]);

    private const string LastEventId = "Last-Event-ID";

    private const string StreamDescription =
        "Server-sent events. \"position\" comes first: everything logged after it is delivered at least once, and an entry always has the same id. "
            + "\"entry\" and \"api_response\" contain a new entry with its conversation, turn and function call; \"conversation\" contains the list row of "
            + "a conversation that started, changed or ended; an end by inactivity is reported within a minute. To follow a conversation from its start, "
            + "open the stream, then read the conversation. A client reconnects automatically with the header Last-Event-ID and receives what it missed; "
            + "last_event_id does the same. Until all that was missed is sent, which \"position\" says, events have no ID. \"reset\" means that the missed "
            + "events are no longer available: read the conversations again. \"end\" means that your permissions were removed or changed (reason "
            + "\"permission\"), or that your sign-in with the host expired or was ended (\"expired\"): reconnect if you have signed in again. After 15 "
            + "seconds without another event, \"position\" keeps the connection open.";

    // The interval at which the reader's access is checked.
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(2);

    private static readonly PathText s_id = new("id", "The conversation ID.", FromEnd: 1) { Example = "conv-42" };
    private static readonly TextValue s_conversation = new("conversation", "Only this conversation, which does not need to exist yet.", Longest: 1_024);
    private static readonly TextValue s_after =
        new("last_event_id", "The ID of the last event received; the stream continues after it. The header Last-Event-ID takes precedence.", Longest: 128);

    private static readonly FlagValue s_personal = new(
        "personal", "false hides personal data, as for a reader without permission, and records nothing in the access log. true (the default) includes the "
            + "personal data that you can view.");

    private static readonly ApiContent s_responseContent = new(
        "LiveEvent",
        "id: 638992512000000000.6f9619ff8b8640118b2d00c04fc964ff\nevent: entry\ndata: "
            + $"{{\"conversation_id\":\"conv-42\",\"agent_id\":\"bookings\",\"turn\":1,\"turn_id\":\"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f\",\"function_event_id\":null,\"function\":null,\"entry\":{ReadExamples.Entry},\"api_response\":null}}\n\n",
        LiveResult.ContentType)
    {
        Events =
        [
            ("position", "LivePosition"), ("entry", "LiveLogged"), ("api_response", "LiveLogged"), ("conversation", "ConversationSummary"),
            ("reset", "LiveReset"), ("end", "LiveEnd"),
        ],
    };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/live", ConvLogPermissions.Read, FollowAsync)
        {
            OperationId = "followConversations",
            Requires = StoreCapabilities.Arrivals,
            Summary = "Streams new entries and changed conversations as they arrive.",
            Description = StreamDescription,
            Parameters = [ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel, s_conversation, Function, Level, s_personal,
                s_after],
            ResponseContent = s_responseContent,
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/live/{id}", ConvLogPermissions.Read, FollowOneAsync)
        {
            OperationId = "followConversation",
            Requires = StoreCapabilities.Arrivals,
            Summary = "Streams the new entries and changes of one conversation as they arrive.",
            Description = StreamDescription,
            Parameters = [s_id, Function, Level, s_personal, s_after],
            ResponseContent = s_responseContent,
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests],
        },
    ];

    private ValueTask<IResult> FollowAsync(ApiCall call) => FollowAsync(call, new LiveQuery
    {
        AgentId = ConversationFilters.Agent.Read(call),
        Environment = ConversationFilters.Environment.Read(call),
        Channel = ConversationFilters.Channel.Read(call),
        ConversationId = s_conversation.Read(call),
        FunctionName = Function.Read(call),
        Level = Level.Read(call),
        Pulse = s_pulse,
    });

    private async ValueTask<IResult> FollowOneAsync(ApiCall call)
    {
        string id = s_id.Read(call);
        var query = new LiveQuery { ConversationId = id, FunctionName = Function.Read(call), Level = Level.Read(call), Pulse = s_pulse };
        return await conversations.ExistsAsync(call.Reader, id, cancellationToken: call.Aborted).ConfigureAwait(false)
            ? await FollowAsync(call, query).ConfigureAwait(false)
            : throw ApiProblemException.NotFound("conversation");
    }

    private async ValueTask<IResult> FollowAsync(ApiCall call, LiveQuery query)
    {
        string? after = After(call);
        if (HttpMethods.IsHead(call.Context.Request.Method))
        {
            return new LiveHead();
        }

        // Checked here, because pending events would be sent before the stream notices that the host is stopping.
        if (streams.Stopping.IsCancellationRequested)
        {
            throw Stopping();
        }

        streams.Enter(call.Visitor);
        call.Context.Response.OnCompleted(() =>
        {
            streams.Remove(call.Visitor);
            return Task.CompletedTask;
        });
        var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, streams.Stopping);
        call.Context.Response.RegisterForDispose(ended);

        // Started before the response, so that an error can still be reported.
        var told = Followed(call, query, after, ended.Token).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            await told.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (streams.Stopping.IsCancellationRequested)
        {
            throw Stopping();
        }

        return new LiveResult(told, new ContinuedAccess(visitors, call.Context, time), time, streams.Stopping);
    }

    private static ApiProblemException Stopping()
        => new(StatusCodes.Status503ServiceUnavailable, "Stopping", "The host is shutting down. Try again later.") { RetryAfter = 5 };

    private IAsyncEnumerable<LiveBatch> Followed(ApiCall call, LiveQuery query, string? after, CancellationToken cancellationToken)
    {
        try
        {
            return conversations.FollowAsync(call.Reader with { CanReadPii = call.Reader.CanReadPii && s_personal.Read(call) is not false }, query, after,
                cancellationToken);
        }
        catch (InvalidCursorException e)
        {
            throw ApiProblemException.Invalid(s_after.Name, e.Message);
        }
    }

    private static string? After(ApiCall call)
    {
        string? asked = s_after.Read(call);
        var sent = call.Context.Request.Headers[LastEventId];
        return StringValues.IsNullOrEmpty(sent)
            ? asked : sent is [{ } id] ? id : throw ApiProblemException.Invalid(LastEventId, "The header Last-Event-ID is given more than once.");
    }
}
