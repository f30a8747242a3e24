using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Permanent erasure, with receipts. The ID of an end user is never in an address.</summary>
internal sealed class ErasureRoutes(ConversationErasure erasure, ConversationReader conversations, TimeProvider time) : IApiRoutes
{
    public const int LongestReason = 500;

    private const int LongestId = 1_024;
    private const string ReceiptExample =
        """{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","subject":"conversation","conversation_id":"conv-42","user_pseudonym":null,"requested_by":"Operator","reason":"request 12","requested_at":"2026-11-20T09:00:00.000000Z","unreadable_at":"2026-11-20T09:00:00.000000Z","cleaned_at":"2026-11-20T09:00:01.000000Z","conversations":1,"records":{"openings":1,"turns":2,"function_events":3,"entries":20,"facts":1,"team_records":0,"dead_letters":0,"total":27},"held_conversations":[],"shared_conversations":[],"is_complete":true}""";

    private static readonly PathGuid s_id = new("id", "The receipt.") { IsRequired = true, Example = "6f9619ff-8b86-d011-b42d-00c04fc964ff" };
    private static readonly IntegerValue s_limit = new("limit", "The maximum number of receipts, 1 to 1000; default 100.", 1, 1_000) { Example = "100" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Post, "/erasures", ConvLogPermissions.Manage, EraseAsync)
        {
            OperationId = "erase",
            Summary = "Erases a conversation, or all conversations of a user up to now, permanently.",
            Description =
                "When the response arrives, the data is unreadable; \"cleaned_at\" is the time when no byte of it was left. Conversations on legal hold are "
                + "erased when the hold is released. "
                + "A conversation that other users took part in is erased whole, because it is not recorded who wrote which message; \"shared_conversations\" "
                + "lists those. "
                + "A conversation does not need to exist yet: data that arrives for it later is discarded. To erase a user, the reader needs the permission "
                    + "ReadPii and access to all conversations.",
            RequestContent = new ApiContent("ErasureBody", """{"conversation_id":"conv-42","reason":"request 12"}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = ApiContent.Of<ErasureReceiptJson>(ReceiptExample),
            Refusals = [StatusCodes.Status404NotFound],
        },
        new(HttpMethods.Get, "/erasures", ConvLogPermissions.Manage, ListAsync)
        {
            OperationId = "listErasures",
            Requires = StoreCapabilities.Receipts,
            Summary = "The receipts of erasures, newest first.",
            Parameters = [s_limit],
            ResponseContent = ApiContent.Of<ErasureReceiptsJson>($$"""{"erasures":[{{ReceiptExample}}]}"""),
        },
        new(HttpMethods.Get, "/erasures/{id}", ConvLogPermissions.Manage, GetAsync)
        {
            OperationId = "getErasure",
            Requires = StoreCapabilities.Receipts,
            Summary = "The receipt of an erasure.",
            Description = "Readers with access to some conversations only see the receipts of their own requests.",
            Parameters = [s_id],
            ResponseContent = ApiContent.Of<ErasureReceiptJson>(ReceiptExample),
            Refusals = [StatusCodes.Status404NotFound],
        },
    ];

    private async ValueTask<IResult> EraseAsync(ApiCall call)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        string? conversation = Id(body, "conversation_id");
        string? user = Id(body, "user_id");
        string? reason = body.Text("reason", LongestReason);
        if ((conversation is null) == (user is null))
        {
            throw ApiProblemException.Invalid("conversation_id", "Send either conversation_id or user_id.");
        }

        // Not canceled when the client disconnects: a requested erasure is completed.
        var receipt = user is null
            ? await EraseConversationAsync(call, conversation!, reason).ConfigureAwait(false)
            : await EraseUserAsync(call, user, reason).ConfigureAwait(false);
        if (conversations.Capabilities.HasFlag(StoreCapabilities.Receipts))
        {
            call.Context.Response.Headers.Location = $"{EndpointPrefix.Of(call.Context)}{ApiRoute.Root}/erasures/{receipt.Id:D}";
        }

        return call.Json(new ErasureReceiptJson(receipt, call.Reader.CanReadPii), StatusCodes.Status201Created);
    }

    private async ValueTask<ErasureReceipt> EraseConversationAsync(ApiCall call, string id, string? reason)
    {
        if (!call.Reader.Scope.IsAll && !await conversations.ExistsAsync(call.Reader, id, cancellationToken: call.Aborted).ConfigureAwait(false))
        {
            throw ApiProblemException.NotFound("conversation");
        }

        var request = ErasureRequest.OfConversation(id, call.Reader.Name, time.GetUtcNow()) with { Id = OwnerKey.NewId(call.Reader), Reason = reason };
        return await erasure.EraseAsync(request, CancellationToken.None).ConfigureAwait(false);
    }

    // The pseudonym and the number of conversations in the receipt would reveal whose ID it is.
    private async ValueTask<ErasureReceipt> EraseUserAsync(ApiCall call, string id, string? reason)
    {
        call.EnsureAllConversations();
        if (!call.May(ConvLogPermissions.ReadPii))
        {
            throw ApiProblemException.Forbidden(ConvLogPermissions.ReadPii);
        }

        return await erasure.EraseUserAsync(id, call.Reader.Name, reason, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        var receipts = await erasure.ListReceiptsAsync((int)(s_limit.Read(call) ?? 100), call.Aborted).ConfigureAwait(false);
        return call.Json(new ErasureReceiptsJson(receipts.Select(receipt => new ErasureReceiptJson(receipt, call.Reader.CanReadPii))));
    }

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        var receipt = await erasure.GetReceiptAsync(s_id.Read(call), call.Aborted).ConfigureAwait(false);
        return receipt is not null && IsFor(call, receipt)
            ? call.Json(new ErasureReceiptJson(receipt, call.Reader.CanReadPii)) : throw ApiProblemException.NotFound("erasure");
    }

    // The owner of the conversation is erased with it, and a reader of another tenant may have the name in the receipt.
    private static bool IsFor(ApiCall call, ErasureReceipt receipt)
        => call.Reader.Scope.IsAll
            || (receipt.Subject == ErasureSubject.Conversation && OwnerKey.BelongsTo(call.Reader, receipt.Id));

    private static string? Id(ApiBody body, string name)
    {
        string? id = body.Text(name, LongestId);
        return id is null || !string.IsNullOrWhiteSpace(id) ? id : throw ApiProblemException.Invalid(name, $"{name} is blank.");
    }
}
