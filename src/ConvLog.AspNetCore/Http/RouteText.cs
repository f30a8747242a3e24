using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// Unescaped IDs in a path. A server decodes a path except for <c>%2F</c>, so that an ID with a slash and one with the text "%2F" arrive as the same text;
/// the original request distinguishes them.
/// </summary>
internal static class RouteText
{
    /// <summary>Reads the ID in a segment of the path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The route's parameter.</param>
    /// <param name="fromEnd">The position of the segment, counted from the path's end; 1 is the last.</param>
    public static string Read(HttpContext context, string name, int fromEnd)
    {
        string routed = context.Request.RouteValues[name] as string ?? "";
        string? sent = Segment(context.Features.Get<IHttpRequestFeature>()?.RawTarget, fromEnd);

        // If the path was rewritten between the server and the route, the original request no longer applies.
        return sent is not null && string.Equals(AsServersDecode(sent), routed, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(sent) : DecodeSlashes(routed);
    }

    private static string? Segment(string? target, int fromEnd)
    {
        if (string.IsNullOrEmpty(target))
        {
            return null;
        }

        int query = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (query < 0 ? target : target[..query]).TrimEnd('/').Split('/');
        return fromEnd < segments.Length ? segments[^fromEnd] : null;
    }

    private static string AsServersDecode(string segment)
        => Uri.UnescapeDataString(segment.Replace("%2F", "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal));

    private static string DecodeSlashes(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
