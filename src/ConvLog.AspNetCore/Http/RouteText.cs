using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// IDs in the path, unescaped. A server decodes a path except for <c>%2F</c>, so that an ID with a slash and one with the text "%2F" become the same; they
/// are distinguished by the raw request target.
/// </summary>
internal static class RouteText
{
    /// <summary>Reads the ID in a segment of the path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The route parameter.</param>
    /// <param name="fromEnd">The segment, counted from the path's end; 1 is the last.</param>
    public static string Read(HttpContext context, string name, int fromEnd)
    {
        string routed = context.Request.RouteValues[name] as string ?? "";
        string? sent = Segment(context.Features.Get<IHttpRequestFeature>()?.RawTarget, fromEnd);

        // If middleware rewrote the path, the raw request target no longer applies.
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
