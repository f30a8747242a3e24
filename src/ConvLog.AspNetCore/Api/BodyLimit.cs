using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Api;

/// <summary>The server's limit for the size of a request body.</summary>
internal static class BodyLimit
{
    // More than a route accepts, so that the route rejects the body and not the server.
    private const long Slack = 1_024 * 1_024;

    /// <summary>
    /// Raises the server's limit to that of a route. A higher limit is left unchanged: the server reads a rejected body up to its limit, so that a client that
    /// is still sending receives the response.
    /// </summary>
    public static void Raise(HttpContext context, long longest)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize < longest + Slack)
        {
            limit.MaxRequestBodySize = longest + Slack;
        }
    }
}
