using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// Splits a logged URL, which may be invalid, into its host and the rest. It is used as text only: pages do not link to logged addresses.
/// </summary>
internal static class UrlParts
{
    public static IEnumerable<(string Text, bool IsHost)> Of(string url)
    {
        string shown = Printable.Line(url);
        int host = shown.IndexOf("//", StringComparison.Ordinal);
        int path = host < 0 ? 0 : shown.IndexOf('/', host + 2);
        path = path < 0 ? shown.Length : path;
        if (path > 0)
        {
            yield return (shown[..path], true);
        }

        if (path < shown.Length)
        {
            yield return (shown[path..], false);
        }
    }

    /// <summary>Host and path; the rest is shown in the entry.</summary>
    public static string HostAndPath(string url)
    {
        int host = url.IndexOf("//", StringComparison.Ordinal);
        string place = host < 0 ? url : url[(host + 2)..];
        return place.Split('?', 2)[0];
    }
}
