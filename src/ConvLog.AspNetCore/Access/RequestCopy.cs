using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// A copy of a request that is being answered: it has the same headers, connection and endpoint, and a response that has not started and that no client
/// receives. Features that middleware attached to the original are not copied, because they may be outdated.
/// </summary>
internal static class RequestCopy
{
    // Certificate and Windows authentication find the user with these. Servers reuse their other objects for the next request.
    private static readonly string[] s_namespaces = ["Microsoft.AspNetCore.Connections", "Microsoft.AspNetCore.Server"];

    /// <param name="context">The request.</param>
    /// <param name="aborted">Cancels work for the copy.</param>
    public static HttpContext Of(HttpContext context, CancellationToken aborted)
    {
        var features = new FeatureCollection();
        foreach (var (type, feature) in context.Features)
        {
            if (type == typeof(ITlsConnectionFeature) || s_namespaces.Any(start => type.FullName!.StartsWith(start, StringComparison.Ordinal)))
            {
                features[type] = feature;
            }
        }

        features.Set(RequestOf(context.Request));
        features.Set(ConnectionOf(context.Connection));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = aborted });
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = context.TraceIdentifier });
        var copy = new DefaultHttpContext(features);
        copy.SetEndpoint(context.GetEndpoint());
        copy.Request.RouteValues = new RouteValueDictionary(context.Request.RouteValues);
        return copy;
    }

    private static IHttpRequestFeature RequestOf(HttpRequest request) => new HttpRequestFeature
    {
        Protocol = request.Protocol,
        Scheme = request.Scheme,
        Method = request.Method,
        PathBase = request.PathBase.Value ?? "",
        Path = request.Path.Value ?? "",
        QueryString = request.QueryString.Value ?? "",
        RawTarget = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "",
        Headers = new HeaderDictionary(new Dictionary<string, StringValues>(request.Headers, StringComparer.OrdinalIgnoreCase)),
        Body = Stream.Null,
    };

    private static IHttpConnectionFeature ConnectionOf(ConnectionInfo connection) => new HttpConnectionFeature
    {
        ConnectionId = connection.Id,
        LocalIpAddress = connection.LocalIpAddress,
        LocalPort = connection.LocalPort,
        RemoteIpAddress = connection.RemoteIpAddress,
        RemotePort = connection.RemotePort,
    };
}
