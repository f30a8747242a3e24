using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Api;

/// <summary>How many bytes the server lets a body have.</summary>
internal static class BodyLimit
{
    // Beyond what a route takes, so that the route refuses the body and not the server.
    private const long Slack = 1_024 * 1_024;

    /// <summary>
    /// Raises the server's limit to what a route takes. A higher limit is left unchanged: the server reads a refused body up to that limit, so that a client
    /// which is still sending gets the answer.
    /// </summary>
    public static void Raise(HttpContext context, long longest)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize < longest + Slack)
        {
            limit.MaxRequestBodySize = longest + Slack;
        }
    }
}
