using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A fully read response.</summary>
internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
        => new(response.StatusCode, HeadersOf(response), await response.Content.ReadAsStringAsync());

    public static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .ToDictionary(static header => header.Key, static header => string.Join("\n", header.Value), StringComparer.OrdinalIgnoreCase);
}
