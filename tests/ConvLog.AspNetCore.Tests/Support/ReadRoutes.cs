using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The read routes of a host's API, from the route table.</summary>
internal static class ReadRoutes
{
    /// <summary>The own routes except streams.</summary>
    public static IReadOnlyList<ApiRoute> Of(Site site)
        => [.. All(site).Where(static route => string.Equals(route.Base, ApiRoute.Root, StringComparison.Ordinal))];

    /// <summary>The own and the compatible routes.</summary>
    public static IReadOnlyList<ApiRoute> All(Site site) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(static endpoint => endpoint.Metadata.GetMetadata<ApiRoute>())
            .OfType<ApiRoute>()
            .Where(static route => HttpMethods.IsGet(route.Method) && route.ResponseContent?.ContentType is not "text/event-stream"),
    ];

    /// <summary>The path of a route with a value for each parameter.</summary>
    public static string PathOf(ApiRoute route, Func<ApiParameter, string> valueOf) => route.Parameters
        .Where(static parameter => parameter.IsInPath)
        .Aggregate(route.Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(valueOf(parameter)), StringComparison.Ordinal));

    /// <summary>The path and query of a route with its required parameters.</summary>
    public static string UrlOf(ApiRoute route, Func<ApiParameter, string> valueOf, params (string Name, string Value)[] query)
    {
        var required = route.Parameters.Where(parameter => parameter.IsRequired && !parameter.IsInPath
            && !query.Any(given => string.Equals(given.Name, parameter.Name, StringComparison.Ordinal)))
            .Select(parameter => (parameter.Name, Value: valueOf(parameter)));
        string text = string.Join('&', query.Concat(required).Select(static pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return PathOf(route, valueOf) + (text.Length > 0 ? $"?{text}" : "");
    }
}
