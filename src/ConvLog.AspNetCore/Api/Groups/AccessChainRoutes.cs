using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The route that verifies the access log.</summary>
internal sealed class AccessChainRoutes(ConversationReader conversations) : IApiRoutes
{
    private const string Head = """{"number":120,"hash":"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"}""";

    private static readonly TextValue s_head = new("head", "A previously noted head, as number:hash, which must be part of the chain.", Longest: 100);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/access-log/verification", ConvLogPermissions.Manage, VerifyAsync)
        {
            OperationId = "verifyAccessLog",
            Requires = StoreCapabilities.AccessChain,
            Summary = "Verifies by its hash chain that the access log is complete and unchanged.",
            Description =
                "Reads the whole log: a few seconds for a million records. If it is not intact, \"first_broken\" is the number of the first record that is "
                + "missing, changed or added, and \"reason\" explains what is "
                + "wrong. Anyone who can write to the store can also recompute the whole chain: note \"head\" elsewhere and send it later as head. "
                    + "\"has_noted_head\" is null if the noted record has expired. Requires access to "
                + "all conversations.",
            Parameters = [s_head],
            ResponseContent = ApiContent.Of<AccessVerificationJson>(
                $$"""{"whole":true,"at":"2026-11-20T09:00:00.000000Z","verified":120,"first_broken":null,"reason":null,"head":{{Head}},"beginning":{{Head}},"has_noted_head":null}"""),
        },
    ];

    private async ValueTask<IResult> VerifyAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        var found = await conversations.VerifyAccessLogAsync(call.Reader, ReadHead(call), call.Aborted).ConfigureAwait(false);
        return call.Json(new AccessVerificationJson(found));
    }

    private static AccessChainHead? ReadHead(ApiCall call)
    {
        if (s_head.Read(call) is not { } text)
        {
            return null;
        }

        return AccessChainHead.TryParse(text, out var head)
            ? head
            : throw ApiProblemException.Invalid(s_head.Name,
                "head is not a head of the access log; it must be a number, a colon and 64 lower-case hexadecimal digits, as returned by this route and by "
                + "health.");
    }
}
