using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>The HTTP request of a service call. The URL contains none of its arguments.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The requested URL.</param>
/// <param name="Route">The route template that many requests share; null if the URL is the same.</param>
internal sealed record Endpoint(string Method, string Url, string? Route)
{
    private static readonly string[] Reading = ["Find", "Search", "Get", "Check", "Lookup", "List"];

    public bool IsReading => string.Equals(Method, "GET", StringComparison.Ordinal);

    public static Endpoint Of(ServiceCall call, Chance chance)
    {
        string service = "https://api.example/" + Slug(call.Service.Split('_')[0]);
        if (Reading.Any(verb => call.Method.StartsWith(verb, StringComparison.Ordinal)))
        {
            return new("GET", $"{service}/{Slug(call.Method)}?page=1", null);
        }

        string action = "/" + Slug(call.Method);
        return new("POST", $"{service}/{chance.Id("r")}{action}", $"{service}/{{id}}{action}");
    }

    private static string Slug(string name)
        => string.Concat(name.Where(char.IsAsciiLetterOrDigit)
            .Select((c, at) => at > 0 && char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
