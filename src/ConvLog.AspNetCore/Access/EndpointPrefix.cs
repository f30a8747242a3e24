using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The part of an endpoint's address before its own pattern: the path base and the prefixes of the host's route groups. Each request is answered with
/// addresses below its own prefix.
/// </summary>
/// <param name="pattern">The pattern that the endpoint was mapped with.</param>
internal sealed class EndpointPrefix(string pattern)
{
    private readonly int _segments = pattern.Length > 1 ? pattern.Count('/') : 0;

    /// <summary>The pattern that the endpoint was mapped with, without the prefix.</summary>
    public string Pattern => pattern;

    /// <summary>The prefix of the endpoint that answers a request, escaped, without a slash at its end; empty for none.</summary>
    public static string Of(HttpContext context) => Split(context).Prefix;

    /// <summary>The address of a request as a path, with its query.</summary>
    public static string AddressOf(HttpContext context)
    {
        var (prefix, below) = Split(context);
        return prefix + Escape(below) + context.Request.QueryString.ToUriComponent();
    }

    /// <summary>The prefix of an endpoint, without the path base; null if it has route parameters, whose values only a request has.</summary>
    public string? Fixed(RouteEndpoint endpoint)
    {
        var segments = Segments(endpoint);
        return segments.All(static segment => LiteralOf(segment) is not null)
            ? Escape(string.Concat(segments.Select(static segment => $"/{LiteralOf(segment)}"))) : null;
    }

    private static (string Prefix, string Below) Split(HttpContext context)
    {
        var request = context.Request;
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<EndpointPrefix>() is not { } own)
        {
            return (Escape(request.PathBase.Value), request.Path.Value ?? "");
        }

        var path = new StringBuilder(request.PathBase.Value?.TrimEnd('/'));
        string sent = request.Path.Value ?? "";
        int next = 0;
        foreach (var segment in own.Segments(endpoint))
        {
            int start = Math.Min(next + 1, sent.Length);
            int end = sent.IndexOf('/', start);
            next = end < 0 ? sent.Length : end;

            // Literal segments in the case of the pattern, not of the request: browsers match the path of a cookie by case.
            path.Append('/').Append(LiteralOf(segment) ?? sent[start..next]);
        }

        return (Escape(path.ToString()), sent[next..]);
    }

    private IEnumerable<RoutePatternPathSegment> Segments(RouteEndpoint endpoint)
        => endpoint.RoutePattern.PathSegments.Take(endpoint.RoutePattern.PathSegments.Count - _segments);

    private static string? LiteralOf(RoutePatternPathSegment segment)
        => segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : null;

    // Servers decode everything in a path except slashes, and ToUriComponent does not escape text that looks escaped. A semicolon would end a cookie's path.
    private static string Escape(string? path)
    {
        string? decoded = path?.Replace("%", "%25", StringComparison.Ordinal).Replace("%252F", "%2F", StringComparison.OrdinalIgnoreCase);
        return new PathString(decoded).ToUriComponent().Replace(";", "%3B", StringComparison.Ordinal);
    }
}
