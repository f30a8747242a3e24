using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The health of the store.</summary>
internal sealed class HealthRoutes(ConversationReader conversations, ConvLogConsoleOptions options, LocalAccess local) : IApiRoutes
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/health", ConvLogPermissions.Read, GetAsync)
        {
            IsUrgent = true,
            OperationId = "getHealth",
            Summary = "Health of the store and of its queue, by part.",
            Description =
                "Returns 200 even if a part is unhealthy: \"status\" is the worst of the parts. Figures that grow with personal data, such as the size of a "
                + "file, and the times of the last success and failure require ReadPii. Paths and the state of the keys and the access log require Manage for "
                + "all conversations.",
            ResponseContent = ApiContent.Of<HealthJson>(
                """
                {"status":"healthy","parts":[{"name":"writing","status":"healthy","message":"It works.","last_success":"2026-11-20T21:22:49.035503Z","figures":{"failed_writes":0}},
                {"name":"queue","status":"healthy","message":"Records are written as they arrive.","figures":{"pending":0,"capacity":100000}}]}
                """),
        },
    ];

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        var health = await conversations.GetHealthAsync(call.Reader, call.Aborted).ConfigureAwait(false);
        health = call.May(ConvLogPermissions.Manage) && call.Reader.Scope.IsAll
            ? RedactedHealth.ForManager(health, options, local) : RedactedHealth.ForReader(health);
        return call.Json(new HealthJson(health));
    }
}
