using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace WebConsole.Tests.Support;

/// <summary>A line of a page that calls curl, with the expected status: <c>curl -H 'name: value' -d 'body' URL  # 200</c>.</summary>
internal sealed partial record CurlLine(int Number, string Text, HttpStatusCode Status, string Method, Uri Url,
    IReadOnlyList<(string Name, string Value)> Headers, string? Body)
{
    public string Path => Url.AbsolutePath;

    public static List<CurlLine> Of(IReadOnlyList<string> page)
        => [.. page.Select(static (text, index) => (Text: text.Trim(), Number: index + 1))
            .Where(static line => line.Text.StartsWith("curl ", StringComparison.Ordinal)).Select(static line => Parse(line.Number, line.Text))];

    /// <summary>The line with the value of a variable.</summary>
    public CurlLine With(string variable, string value) => this with { Url = new Uri(Url.OriginalString.Replace(variable, value, StringComparison.Ordinal)) };

    public HttpRequestMessage Request(string url)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(url + Url.PathAndQuery));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        }

        foreach (var (name, value) in Headers)
        {
            // A header that is not a request header belongs to the content.
            (request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value)).Should()
                .BeTrue("{0} is a header", name);
        }

        return request;
    }

    private static CurlLine Parse(int number, string text)
    {
        string[] words = [.. Word().Matches(text).Select(static match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Value)];
        string method = "GET";
        string? body = null;
        string? url = null;
        List<(string, string)> headers = [];
        int at = 1;
        for (; words[at] is not "#"; at++)
        {
            switch (words[at])
            {
                case "-N": break;
                case "-X": method = words[++at]; break;
                case "-d": body = words[++at]; break;
                case "-H":
                    string[] parts = words[++at].Split(": ", 2);
                    headers.Add((parts[0], parts[1]));
                    break;
                case ['h', 't', 't', 'p', ..] when url is null: url = words[at]; break;
                default: throw new FormatException($"Line {number}: \"{words[at]}\" is nothing that is known of curl here.");
            }
        }

        return new CurlLine(number, text, (HttpStatusCode)int.Parse(words[at + 1], CultureInfo.InvariantCulture), method, new Uri(url!), headers, body);
    }

    [GeneratedRegex(@"'(?<quoted>[^']*)'|\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
