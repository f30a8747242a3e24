using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Review;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Legal holds.</summary>
internal sealed class HoldRoutes(ConversationErasure erasure, ConversationReader conversations) : IApiRoutes
{
    private const string HoldExample = """{"conversation_id":"conv-42","placed_by":"Operator","placed_at":"2026-11-20T09:00:00.000000Z","reason":"case 7"}""";

    private static readonly PathText s_conversation = new("conversation", "The conversation.", FromEnd: 1) { IsRequired = true, Example = "conv-42" };
    private static readonly FlagValue s_confirmed =
        new("confirmed", "Whether to release the hold even if an erasure is pending; default false.") { Example = "false" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/holds", ConvLogPermissions.Manage, ListAsync)
        {
            OperationId = "listHolds",
            Requires = StoreCapabilities.Holds,
            Summary = "The current legal holds, by conversation.",
            ResponseContent = ApiContent.Of<HoldsJson>($$"""{"holds":[{{HoldExample}}]}"""),
        },
        new(HttpMethods.Put, "/holds/{conversation}", ConvLogPermissions.Manage, PlaceAsync)
        {
            OperationId = "placeHold",
            Requires = StoreCapabilities.Holds,
            Summary = "Places a legal hold: the conversation is neither deleted nor erased until the hold is released.",
            Description = "The conversation does not need to exist yet. An existing hold is returned unchanged.",
            Parameters = [s_conversation],
            RequestContent = new ApiContent("HoldBody", """{"reason":"case 7"}"""),
            ResponseContent = ApiContent.Of<HoldJson>(HoldExample),
            Refusals = [StatusCodes.Status404NotFound],
        },
        new(HttpMethods.Delete, "/holds/{conversation}", ConvLogPermissions.Manage, ReleaseAsync)
        {
            OperationId = "releaseHold",
            Requires = StoreCapabilities.Holds,
            Summary = "Releases a legal hold.",
            Description = "A pending erasure is then carried out permanently. In that case the request is rejected with 409 unless \"confirmed\" is true.",
            Parameters = [s_conversation, s_confirmed],
            Status = StatusCodes.Status204NoContent,
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        List<LegalHold> shown = [];
        foreach (var hold in await erasure.ListHoldsAsync(call.Aborted).ConfigureAwait(false))
        {
            if (await IsInScopeAsync(call, hold.ConversationId).ConfigureAwait(false))
            {
                shown.Add(hold);
            }
        }

        return call.Json(new HoldsJson(shown.Select(static hold => new HoldJson(hold))));
    }

    private async ValueTask<IResult> PlaceAsync(ApiCall call)
    {
        string id = Conversation(call);
        string? reason;
        using (var body = await ApiBody.ReadAsync(call).ConfigureAwait(false))
        {
            reason = body.Text("reason", ErasureRoutes.LongestReason);
        }

        await EnsureInScopeAsync(call, id).ConfigureAwait(false);
        await erasure.PlaceHoldAsync(id, call.Reader.Name, reason, call.Aborted).ConfigureAwait(false);
        var hold = await FindAsync(call, id).ConfigureAwait(false)
            ?? throw new ApiProblemException(StatusCodes.Status409Conflict, "Conflict", "The hold was released at the same time.");
        return call.Json(new HoldJson(hold));
    }

    private async ValueTask<IResult> ReleaseAsync(ApiCall call)
    {
        string id = Conversation(call);
        bool isConfirmed = s_confirmed.Read(call) is true;
        if (!await IsInScopeAsync(call, id).ConfigureAwait(false) || await FindAsync(call, id).ConfigureAwait(false) is null)
        {
            throw ApiProblemException.NotFound("hold");
        }

        if (!isConfirmed
            && await PendingErasure.FindAsync(erasure, conversations, call.Reader, id, call.Aborted).ConfigureAwait(false) is not null)
        {
            throw new ApiProblemException(StatusCodes.Status409Conflict, "Conflict",
                "An erasure is pending: releasing this hold erases the conversation permanently. To confirm, add ?confirmed=true.");
        }

        // Not canceled when the client disconnects: a pending erasure is completed.
        return await erasure.ReleaseHoldAsync(id, CancellationToken.None).ConfigureAwait(false) ? ApiCall.Done : throw ApiProblemException.NotFound("hold");
    }

    private async ValueTask<LegalHold?> FindAsync(ApiCall call, string id)
        => (await erasure.ListHoldsAsync(call.Aborted).ConfigureAwait(false))
            .FirstOrDefault(hold => string.Equals(hold.ConversationId, id, StringComparison.Ordinal));

    private async ValueTask EnsureInScopeAsync(ApiCall call, string id)
    {
        if (!await IsInScopeAsync(call, id).ConfigureAwait(false))
        {
            throw ApiProblemException.NotFound("conversation");
        }
    }

    private async ValueTask<bool> IsInScopeAsync(ApiCall call, string id)
        => call.Reader.Scope.IsAll || await conversations.ExistsAsync(call.Reader, id, cancellationToken: call.Aborted).ConfigureAwait(false);

    private static string Conversation(ApiCall call)
    {
        string id = s_conversation.Read(call);
        return string.IsNullOrWhiteSpace(id) ? throw ApiProblemException.Invalid("conversation", "conversation is blank.") : id;
    }
}
