using System.Collections.Frozen;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>How the store is.</summary>
internal sealed class HealthRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly (HealthStatus Status, string Word)[] s_words = [(HealthStatus.Healthy, "healthy"), (HealthStatus.Degraded, "degraded"), (HealthStatus.Unhealthy, "unhealthy")];

    // Kept apart from personal data: personal text is never indexed. All others, and new ones, go to those alone who may see it: a log that grows tells that somebody was told something.
    private static readonly FrozenSet<string> s_apart = FrozenSet.Create(StringComparer.Ordinal, "exists", "schema", "pending_documents", "lag_seconds");

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/health", ConvLogPermissions.Read, GetAsync)
        {
            OperationId = "get_health",
            Summary = "How the store is, part by part.",
            Description = "Answers 200 also where a part is ill: \"status\" is the worst of the parts. Figures that grow with personal data, as the size of a file, are told with ReadPii only.",
            Gives = new ApiContent("Health", """{"status":"healthy","parts":[{"name":"writing","status":"healthy","message":"It works.","figures":{"schema":1}}]}"""),
        },
    ];

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        var health = await conversations.CheckHealthAsync(call.Aborted).ConfigureAwait(false);
        return call.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("status", Word(health.Status));
            json.WriteStartArray("parts");
            foreach (var part in health.Parts)
            {
                json.WriteStartObject();
                json.WriteString("name", part.Name);
                json.WriteString("status", Word(part.Status));
                json.WriteString("message", part.Message);
                json.WriteStartObject("figures");
                foreach (var (name, value) in part.Figures.Where(figure => call.Reader.CanReadPii || s_apart.Contains(figure.Key)))
                {
                    json.WriteNumber(name, value);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string Word(HealthStatus status) => Array.Find(s_words, word => word.Status == status).Word;
}
