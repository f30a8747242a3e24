using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>The HTTP request that stands behind a service call. Nothing of its arguments gets into the URL.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">As it was requested.</param>
/// <param name="Route">The form that many requests share; null where the URL is that already.</param>
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
