using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>The conversations of an agent, and the reviews of its team.</summary>
internal sealed class AgentRoutes(ConversationReader conversations, ConversationTeam team, ConvLogConsoleOptions options) : ICompatibleRoutes
{
    /// <summary>The common path of the routes.</summary>
    public const string List = "/v1/agents/{agentId}/conversations";
    private const int MostAnnotations = 100;

    private static readonly PathText s_listAgent = new("agentId", "The agent.", FromEnd: 2) { Example = "bookings" };
    private static readonly PathText s_agent = new("agentId", "The agent.", FromEnd: 3) { Example = "bookings" };
    private static readonly PathText s_id = new("conversationId", "The conversation.", FromEnd: 1) { Example = "conv-42" };
    private static readonly PathText s_changedAgent = new("agentId", "The agent.", FromEnd: 4) { Example = "bookings" };
    private static readonly PathText s_changedId = new("conversationId", "The conversation.", FromEnd: 2) { Example = "conv-42" };
    private static readonly IntegerValue s_limit = new("limit", "The maximum number to return; default 50.", Least: 1, Most: 500) { Example = "50" };
    private static readonly IntegerValue s_offset = new("offset", "The number to skip; default 0.", Least: 0, Most: int.MaxValue) { Example = "0" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, List, ConvLogPermissions.Read, ListAsync)
        {
            Base = "",
            OperationId = "listAgentConversations",
            Summary = "The conversations of an agent, newest first, in the shape of the compatible API.",
            Description = "An unknown agent has none. \"count\" is the total.",
            Parameters = [s_listAgent, s_limit, s_offset],
            ResponseContent = new ApiContent("AgentConversationList", """{"conversations":[],"count":0,"limit":50,"offset":0}"""),
        },
        new(HttpMethods.Get, List + "/{conversationId}", ConvLogPermissions.Read, GetAsync)
        {
            Base = "",
            OperationId = "getAgentConversation",
            Summary = "One conversation with its turns and function calls, in the shape of the compatible API.",
            Parameters = [s_agent, s_id],
            ResponseContent = new ApiContent("AgentConversation",
                """{"accountId":"PLATFORM","audioUrl":null,"channel":"webchat","clientEnv":"live","conversationId":"conv-42","createdAt":"2026-06-03T13:18:06.370000+00:00","deploymentId":null,"direction":null,"duration":3,"finishedAt":null,"fromNumber":null,"functionEvents":{},"handoff":false,"handoffDestination":null,"handoffReason":null,"inProgress":true,"language":null,"metrics":{},"note":null,"polyScore":null,"polyaiDuration":3,"projectId":"bookings","shortSummary":null,"startedAt":"2026-06-03T13:18:06.370000+00:00","tags":[],"toNumber":null,"totalDuration":3,"turns":[],"variantId":null}"""),
            Refusals = [StatusCodes.Status404NotFound],
        },
        new(HttpMethods.Post, List + "/{conversationId}/note", ConvLogPermissions.Read | ConvLogPermissions.Annotate, NoteAsync)
        {
            Base = "",
            OperationId = "writeAgentNote",
            Summary = "Writes the note of a conversation.",
            Description = "\"note\" is the last note; earlier ones are kept.",
            Parameters = [s_changedAgent, s_changedId],
            RequestContent = new ApiContent("AgentNote", """{"note":"Called back on Monday."}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = new ApiContent("AgentSuccess", """{"success":true}"""),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType],
        },
        new(HttpMethods.Post, List + "/{conversationId}/annotation", ConvLogPermissions.Read | ConvLogPermissions.Annotate, AnnotateAsync)
        {
            Base = "",
            OperationId = "addAgentAnnotations",
            Summary = "Writes improved answers for turns of a conversation.",
            Description =
                "A turn is identified by \"turnId\", its turn_id among \"turns\", or by \"turnOrdinal\", from 1. All turns are looked up before anything is "
                + "written.",
            Parameters = [s_changedAgent, s_changedId],
            RequestContent = new ApiContent("AgentAnnotations", """{"annotations":[{"turnOrdinal":1,"annotation":"We open at nine."}]}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = new ApiContent("AgentSuccess", """{"success":true}"""),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType],
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        int limit = (int)(s_limit.Read(call) ?? 50);
        int offset = (int)(s_offset.Read(call) ?? 0);
        var query = new ConversationQuery { AgentId = s_listAgent.Read(call), Limit = limit, Offset = offset, CountTotal = true };
        var page = await conversations.ListAsync(call.Reader, query, cancellationToken: call.Aborted).ConfigureAwait(false);
        return CompatibleJson.Ok(call, json => ConversationJson.WriteList(json, page, limit, offset, options.CompatibleMembersOnly));
    }

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        var conversation = await conversations.GetAsync(call.Reader, s_id.Read(call), s_agent.Read(call), call.Aborted).ConfigureAwait(false)
            ?? throw NoConversation();
        return CompatibleJson.Ok(call, json => ConversationJson.Write(json, conversation, options.CompatibleMembersOnly));
    }

    private async ValueTask<IResult> NoteAsync(ApiCall call)
    {
        string id = s_changedId.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        string note = Written(body, "note");
        if (!await conversations.ExistsAsync(call.Reader, id, s_changedAgent.Read(call), call.Aborted).ConfigureAwait(false))
        {
            throw NoConversation();
        }

        return Answer(await team.AddNoteAsync(call.Reader, id, note, call.Aborted).ConfigureAwait(false));
    }

    private async ValueTask<IResult> AnnotateAsync(ApiCall call)
    {
        string id = s_changedId.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        var sent = body.Items("annotations", MostAnnotations).Select(ReadAnnotation).ToList();

        // Only IDs of turns are read and nothing personal, so the read is not recorded in the access log.
        var reader = call.Reader with { CanReadPii = false };
        var conversation = await conversations.GetAsync(reader, id, s_changedAgent.Read(call), call.Aborted).ConfigureAwait(false) ?? throw NoConversation();
        var found = sent.ConvertAll(annotation => (Turn: Find(conversation, annotation), annotation.Text));
        foreach (var (turn, text) in found)
        {
            var written = await team.AnnotateAsync(call.Reader, id, turn, text, call.Aborted).ConfigureAwait(false);
            if (!written.IsDone)
            {
                return Answer(written);
            }
        }

        return CompatibleJson.Created();
    }

    private (int? Number, int? Ordinal, string Text, int Index) ReadAnnotation(ApiBody item, int index)
    {
        int? number = item.Integer("turnId", least: 0) ?? item.Integer("turn_id", least: 0);
        int? ordinal = item.Integer("turnOrdinal", least: 1) ?? item.Integer("turn_ordinal", least: 1);
        string place = $"annotations[{index}]";
        if ((number is null) == (ordinal is null))
        {
            throw ApiProblemException.Invalid(place, $"{place} requires either turnId or turnOrdinal.");
        }

        string name = item.Has("improvedAnswer") ? "improvedAnswer" : item.Has("improved_answer") ? "improved_answer" : "annotation";
        return (number, ordinal, Written(item, name), index);
    }

    private static int Find(ConversationView conversation, (int? Number, int? Ordinal, string Text, int Index) annotation)
    {
        var turn = conversation.Turns.FirstOrDefault(turn => annotation.Number is { } number
            ? ConversationJson.NumberOf(turn) == number : turn.Ordinal == annotation.Ordinal);
        return turn?.Ordinal ?? throw ApiProblemException.Invalid($"annotations[{annotation.Index}]",
            $"annotations[{annotation.Index}] identifies a turn that this conversation does not have.");
    }

    private string Written(ApiBody body, string name)
    {
        string text = body.Text(name, team.LongestText, isRequired: true)!;
        return string.IsNullOrWhiteSpace(text) ? throw ApiProblemException.Invalid(name, $"{name} is blank.") : text;
    }

    private static IResult Answer(TeamResult result) => result.Outcome switch
    {
        TeamOutcome.Done => CompatibleJson.Created(),
        TeamOutcome.ErasurePending
            => throw new ApiProblemException(StatusCodes.Status409Conflict, "Conflict", "This conversation will be erased and accepts no new data."),
        TeamOutcome.NotRecorded => throw new ApiProblemException(
            StatusCodes.Status409Conflict, "Conflict", "This conversation is recorded without text: notes and improved answers are not kept."),
        _ => throw NoConversation(),
    };

    // Does not reveal whether the conversation belongs to another agent or does not exist.
    private static ApiProblemException NoConversation() => new(StatusCodes.Status404NotFound, "Not found", ApiFailure.NotFound.Message);
}
