using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>A response for comparison between two applications, without random values and arrival times.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, one per line, in alphabetical order.</param>
/// <param name="Body">The body, decoded.</param>
internal sealed partial record ComparedAnswer(int Status, string Headers, string Body)
{
    private const int Limit = 10_000; // milliseconds

    /// <summary>Reads a response, or only its headers if the body does not end.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasEnd">Whether the body ends.</param>
    /// <param name="prefix">The prefix of console addresses in this application. It is removed where it is expected.</param>
    public static async Task<ComparedAnswer> OfAsync(HttpResponseMessage response, bool hasEnd, string prefix)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => !IsHosts(header.Key, response))
            .Select(header => $"{header.Key}: {Comparable(string.Join(", ", header.Value), prefix)}");
        string body = hasEnd ? Comparable(await BodyAsync(response), prefix) : "";
        return new ComparedAnswer((int)response.StatusCode, string.Join('\n', headers.Order(StringComparer.Ordinal)), body);
    }

    /// <summary>The difference from another answer, or null.</summary>
    public string? DifferenceFrom(ComparedAnswer expected)
        => Status != expected.Status ? $"status {Status} instead of {expected.Status}"
            : !string.Equals(Headers, expected.Headers, StringComparison.Ordinal) ? $"headers\n{Headers}\ninstead of\n{expected.Headers}"
            : string.Equals(Body, expected.Body, StringComparison.Ordinal) ? null
            : $"body, from \"{Excerpt(Body, expected.Body)}\" instead of \"{Excerpt(expected.Body, Body)}\"";

    // Headers that the host decides: JSON compression (decision 9) and caching of immutable files. The response decides what other sites may read, not the
    // host's CORS header.
    private static bool IsHosts(string header, HttpResponseMessage response) => header switch
    {
        "Date" or "Content-Length" or "Access-Control-Allow-Origin" => true,
        "Age" => response.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal) is true,
        "Content-Encoding" => IsMediaType(response, "json"),
        "Vary" => IsMediaType(response, "json") || IsMediaType(response, "event-stream"),
        _ => false,
    };

    private static bool IsMediaType(HttpResponseMessage response, string word)
        => response.Content.Headers.ContentType?.MediaType?.Contains(word, StringComparison.Ordinal) is true;

    private static string Excerpt(string text, string other)
    {
        int same = text.AsSpan().CommonPrefixLength(other);
        return text.Substring(Math.Max(0, same - 40), Math.Min(120, text.Length - Math.Max(0, same - 40)));
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        await using var sent = await response.Content.ReadAsStreamAsync();
        await using Stream decoded = response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(sent, CompressionMode.Decompress) : sent;
        using var text = new StreamReader(decoded, Encoding.UTF8);
        return await text.ReadToEndAsync();
    }

    private static string Comparable(string text, string prefix)
    {
        if (prefix.Length > 0)
        {
            // An address without the prefix then differs as well. An OpenAPI document has the prefix once, in its server URL.
            text = text.StartsWith("{\"openapi\"", StringComparison.Ordinal) ? text.Replace($"\"url\":\"{prefix}\"", "\"url\":\"/\"", StringComparison.Ordinal)
                : Address().Replace(text, "!$0").Replace(prefix + "!", "", StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(prefix) + "!", "", StringComparison.Ordinal);
        }

        text = SessionCookie().Replace(text, "convlog-session");
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        return Random().Replace(text, match =>
        {
            if (!names.TryGetValue(match.Value, out string? name))
            {
                names.Add(match.Value, name = string.Create(CultureInfo.InvariantCulture, $"#{names.Count}"));
            }

            return name;
        });
    }

    // IDs, pseudonyms, checksums and cursors.
    [GeneratedRegex(
        """[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|user-[0-9a-z]{12}|\b[0-9a-f]{12}\b|(?<="turn_id":)\d+|(?<![\w-])[\w-]{43,}(?![\w-])""",
        RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Random();

    [GeneratedRegex("(?<!(/|%2F)convlog)(/|%2F)(convlog|v1|v3|openapi)(?=[/?%\"'&;, \n]|$)", RegexOptions.ExplicitCapture, Limit)]
    private static partial Regex Address();

    // Consoles at different paths of a host have separate sessions.
    [GeneratedRegex("convlog-session-[0-9a-f]{8}", RegexOptions.None, Limit)]
    private static partial Regex SessionCookie();
}
