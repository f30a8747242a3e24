using ConvLog.AspNetCore.Api;
using ConvLog.StoreContract.NonInterference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Addresses of every read route and page of a host except streams, taken from the mapped endpoints so that new ones are included.</summary>
internal static class ReadAddresses
{
    private static readonly string[] s_others =
    [
        "/v1/agents/bookings/conversations", "/v1/agents/weather/conversations?limit=1&offset=1", "/v1/agents/bookings/conversations?limit=nonsense",
        "/convlog?agent=bookings", "/convlog?sort=updated", "/convlog?sort=errors&order=asc", "/convlog?has_error=true&level=error",
            "/convlog?q=table&period=90d",
        "/convlog/insight?agent=bookings", "/convlog/users?agent=bookings", "/convlog/nothing", "/convlog/conversations?id=none",
        "/convlog/users/user-000000000002?order=asc", "/convlog/feedback?has_comment=true",
        "/convlog/suggestions?typed=turns:%3E%3D1&find=level:error", "/convlog/suggestions?typed=4xx&find=",
        "/convlog/feedback?improved=false&rating=dislike", "/convlog/insight?period=90d", "/convlog/insight/scores?period=90d",
    ];

    /// <summary>Each parameter individually, with values that match data in <see cref="TwinStores"/>.</summary>
    public static IEnumerable<string> All(Site site)
    {
        foreach (var route in ReadRoutes.All(site))
        {
            foreach (var path in Values(route))
            {
                yield return ReadRoutes.UrlOf(route, path);
                foreach (var parameter in route.Parameters.Where(static parameter => !parameter.IsInPath))
                {
                    foreach (string value in ParameterSamples.Valid(parameter))
                    {
                        yield return ReadRoutes.UrlOf(route, path, (parameter.Name, value));
                    }
                }
            }
        }

        foreach (string id in TwinStores.Conversations.Select(Uri.EscapeDataString))
        {
            yield return $"/v1/agents/bookings/conversations/{id}";
            yield return $"/convlog/conversations?id={id}";
        }

        foreach (string url in Pages(site))
        {
            yield return url;
        }

        foreach (string url in s_others)
        {
            yield return url;
        }
    }

    /// <summary>Whether an address is that of a page.</summary>
    public static bool IsPage(string url)
        => url.StartsWith("/convlog", StringComparison.Ordinal) && !url.StartsWith(ApiRoute.Root, StringComparison.Ordinal);

    // Every page, taken from the mapped endpoints so that new ones are included.
    private static IEnumerable<string> Pages(Site site)
    {
        foreach (var page in PagesOf(site))
        {
            string path = $"/{page.RawText!.TrimStart('/')}";
            foreach (string value in ValuesOf(page.Parameters))
            {
                yield return page.Parameters is [var parameter]
                    ? path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal) : path;
            }
        }
    }

    /// <summary>The patterns of all pages except assets.</summary>
    public static IEnumerable<RoutePattern> PagesOf(Site site)
    {
        var pages = site.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get,
            StringComparer.Ordinal) is true && endpoint.Metadata.GetMetadata<ApiRoute>() is null)
            .Select(static endpoint => endpoint.RoutePattern);
        return pages.Where(static page => page.Parameters is not [{ Name: "file" }]);
    }

    private static string[] ValuesOf(IReadOnlyList<RoutePatternParameterPart> parameters) => parameters switch
    {
        [] => [""],
        [{ Name: "conversationId" }] => [.. TwinStores.Conversations],
        [{ Name: "pseudonym" }] => ["user-000000000001", "user-000000000002"],
        [{ Name: "receiptId" }] => [Guid.Empty.ToString()],
        _ => throw new InvalidOperationException(
            $"A page has the parameters {string.Join(", ", parameters.Select(static parameter => parameter.Name))}: add values for them here, which lead to "
            + "something that twins differ in."),
    };

    private static IEnumerable<Func<ApiParameter, string>> Values(ApiRoute route)
    {
        var inPath = route.Parameters.FirstOrDefault(static parameter => parameter.IsInPath);
        IReadOnlyList<string> values = inPath switch
        {
            null => [""],
            { Name: "id" or "conversation" } => TwinStores.Conversations,
            { Name: "agentId" } => ["bookings", "weather"],
            { Name: "account_id" } => ["acme", "globex"],
            { Name: "user" } => ["user-000000000001", "user-000000000002", "jane"],
            _ => ParameterSamples.Valid(inPath),
        };
        return values.Select<string, Func<ApiParameter, string>>(value => parameter => parameter == inPath ? value : parameter.Name switch
        {
            "conversationId" => TwinStores.Conversations[0],
            "project_id" => "acme",
            _ => ParameterSamples.Valid(parameter)[0],
        });
    }
}
