using System.Buffers;
using ConvLog.Entries;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The name under which API responses are counted: the method and the URL without the parts that vary from call to call.</summary>
internal static class EndpointName
{
    private const string Id = "{id}";
    private const int ShortestHex = 16;
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>
    /// The method and the URL without its query, which is personal by default, with <c>{id}</c> for path segments that are a number, a GUID or at least 16
    /// hexadecimal digits. If the logged URL is a template, that is the name.
    /// </summary>
    public static string Of(string method, string url)
    {
        string path = TextRules.WithoutLoneSurrogates(UrlText.WithoutQuery(url));
        int host = path.IndexOf("//", StringComparison.Ordinal);
        int start = path.IndexOf('/', host < 0 ? 0 : host + 2);
        if (start < 0)
        {
            return $"{TextRules.WithoutLoneSurrogates(method)} {path}";
        }

        string[] segments = path[start..].Split('/');
        return $"{TextRules.WithoutLoneSurrogates(method)} {path[..start]}{string.Join('/', segments.Select(static segment => IsId(segment) ? Id : segment))}";
    }

    private static bool IsId(string segment)
        => segment.Length > 0 && (segment.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            || (segment.Length >= ShortestHex && segment.AsSpan().IndexOfAnyExcept(s_hex) < 0 && segment.AsSpan().IndexOfAnyInRange('0', '9') >= 0));
}
