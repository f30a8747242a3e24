using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// The places where <c>MapConvLog</c> was called. Endpoints for the same requests make routing fail on each request, so they are reported when the host starts.
/// </summary>
internal sealed class ConsoleMappings(ConvLogConsoleOptions options)
{
    private const string Alerts = "/alerts";

    private readonly List<IEndpointRouteBuilder> _builders = [];

    /// <param name="endpoints">The app or group. Each app and each branch of its pipeline is a router of its own.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public void Add(IEndpointRouteBuilder endpoints)
    {
        if (_builders.Contains(endpoints))
        {
            throw new InvalidOperationException("MapConvLog() was called twice on the same app or group. Call it once, or in groups with different prefixes.");
        }

        _builders.Add(endpoints);
    }

    /// <summary>Checks that no two endpoints match the same requests.</summary>
    /// <param name="all">The endpoints of the host.</param>
    /// <exception cref="InvalidOperationException">Two endpoints match the same requests.</exception>
    public void Check(EndpointDataSource all)
    {
        if (_builders.Any(static builder => builder is RouteGroupBuilder))
        {
            ThrowIfMappedTwice(all);
        }

        // The pages can conflict with those of the host only at the root.
        foreach (var builder in options.BasePath.Length == 0 ? _builders : [])
        {
            RefuseBesideOthers(builder);
        }
    }

    /// <summary>The address of the page of alerts as a path, without the path base; null if it depends on the request.</summary>
    public string? AlertsAddress(EndpointDataSource all)
    {
        string pattern = options.BasePath + Alerts;
        var mapped = PagesOfAlerts(all).FirstOrDefault();
        return mapped is null ? pattern : PrefixOf(mapped)!.Fixed(mapped) is { } prefix ? prefix + pattern : null;
    }

    private void ThrowIfMappedTwice(EndpointDataSource all)
    {
        List<RouteEndpoint> seen = [];
        foreach (var page in PagesOfAlerts(all))
        {
            if (seen.Find(other => IsSame(other, page)) is not null)
            {
                string prefix = page.RoutePattern.RawText![..^(options.BasePath + Alerts).Length];
                throw new InvalidOperationException(
                    $"MapConvLog() was called twice for the prefix \"{prefix}\". Call it once, or in groups with different prefixes.");
            }

            seen.Add(page);
        }
    }

    private static void RefuseBesideOthers(IEndpointRouteBuilder builder)
    {
        var endpoints = builder.DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .ToLookup(static endpoint => PrefixOf(endpoint) is not null);
        foreach (var own in endpoints[true])
        {
            if (endpoints[false].FirstOrDefault(other => IsSame(own, other)) is { } other)
            {
                throw new InvalidOperationException(
                    $"ConvLogConsoleOptions.BasePath is \"/\", but the app has an endpoint of its own there: \"{other.DisplayName}\" answers the same "
                    + $"requests as \"{own.DisplayName}\". Set another BasePath, such as \"/convlog\".");
            }
        }
    }

    private IEnumerable<RouteEndpoint> PagesOfAlerts(EndpointDataSource all)
        => all.Endpoints.OfType<RouteEndpoint>().Where(endpoint
            => string.Equals(PrefixOf(endpoint)?.Pattern, options.BasePath + Alerts, StringComparison.Ordinal)
            && MethodsOf(endpoint).Contains("GET", StringComparer.OrdinalIgnoreCase));

    private static EndpointPrefix? PrefixOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<EndpointPrefix>();

    // Whether routing would match both for a request and prefer neither. Endpoints that are restricted to hosts are not compared.
    private static bool IsSame(RouteEndpoint one, RouteEndpoint other)
        => one.Order == other.Order && one.RoutePattern.InboundPrecedence == other.RoutePattern.InboundPrecedence
        && one.Metadata.GetMetadata<IHostMetadata>() is null && other.Metadata.GetMetadata<IHostMetadata>() is null
        && HaveSameMethods(MethodsOf(one), MethodsOf(other))
        && one.RoutePattern.PathSegments.Select(TextOf).SequenceEqual(other.RoutePattern.PathSegments.Select(TextOf), StringComparer.OrdinalIgnoreCase);

    // Routing prefers an endpoint with specific methods to one for all methods.
    private static bool HaveSameMethods(IReadOnlyList<string> one, IReadOnlyList<string> other)
        => (one.Count == 0 && other.Count == 0) || one.Intersect(other, StringComparer.OrdinalIgnoreCase).Any();

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static string TextOf(RoutePatternPathSegment segment)
        => string.Concat(segment.Parts.Select(static part => part is RoutePatternLiteralPart literal ? literal.Content : "{}"));
}
