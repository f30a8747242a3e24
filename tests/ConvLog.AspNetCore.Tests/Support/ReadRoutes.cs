using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The routes of a host's API that read, from the table that maps them.</summary>
internal static class ReadRoutes
{
    /// <summary>The own ones that answer and end: a stream of events does not.</summary>
    public static IReadOnlyList<ApiRoute> Of(Site site)
        => [.. All(site).Where(static route => string.Equals(route.Base, ApiRoute.Root, StringComparison.Ordinal))];

    /// <summary>Those and the compatible ones.</summary>
    public static IReadOnlyList<ApiRoute> All(Site site) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(static endpoint => endpoint.Metadata.GetMetadata<ApiRoute>())
            .OfType<ApiRoute>()
            .Where(static route => HttpMethods.IsGet(route.Method) && route.Gives?.ContentType is not "text/event-stream"),
    ];

    /// <summary>A path of a route, with a value in each of its parameters.</summary>
    public static string PathOf(ApiRoute route, Func<ApiParameter, string> valueOf) => route.Parameters
        .Where(static parameter => parameter.IsInPath)
        .Aggregate(route.Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(valueOf(parameter)), StringComparison.Ordinal));

    /// <summary>A path and query of a route, with what it needs.</summary>
    public static string UrlOf(ApiRoute route, Func<ApiParameter, string> valueOf, params (string Name, string Value)[] query)
    {
        var required = route.Parameters.Where(parameter => parameter.IsRequired && !parameter.IsInPath
            && !query.Any(given => string.Equals(given.Name, parameter.Name, StringComparison.Ordinal)))
            .Select(parameter => (parameter.Name, Value: valueOf(parameter)));
        string text = string.Join('&', query.Concat(required).Select(static pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return PathOf(route, valueOf) + (text.Length > 0 ? $"?{text}" : "");
    }
}
