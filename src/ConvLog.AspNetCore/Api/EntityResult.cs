using System.Security.Cryptography;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api;

/// <summary>An answer with an ETag: of what it holds, and of what its reader may see, so that what one reader kept is never taken for another's.</summary>
/// <param name="status">The status.</param>
/// <param name="body">The body, which ends with the answer.</param>
/// <param name="call">Whom it answers.</param>
internal sealed class EntityResult(int status, JsonBody body, ApiCall call) : IResult
{
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (IsKept(httpContext.Request, httpContext.Response))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            await new BodyResult(status, ApiJson.ContentType, body.Bytes).ExecuteAsync(httpContext).ConfigureAwait(false);
        }

        body.GiveBack();
    }

    // Whether the reader has this already; the answer says its tag.
    private bool IsKept(HttpRequest request, HttpResponse response)
    {
        if (status != StatusCodes.Status200OK || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return false;
        }

        var tag = new EntityTagHeaderValue($"\"{Tag()}\"", isWeak: true); // Weak: the host may compress what it stands for.
        response.Headers.ETag = tag.ToString();

        // Kept by the reader's own program only, and asked about each time. What may hold personal data no cache writes down: whoever keeps it does so by their
        // own decision.
        response.Headers.CacheControl = call.Reader.CanReadPii ? "private, no-store" : "private, no-cache";
        response.Headers.Vary = $"Cookie, Authorization, {KeyHeader}";
        return request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } kept && kept.Any(known => known.Compare(tag, useStrongComparison: false));
    }

    // The MCP server reads routes in hosts that have no console.
    private string KeyHeader => call.Context.RequestServices.GetService<ConvLogConsoleOptions>()?.ApiKeyHeader ?? ApiKey.DefaultHeader;

    private string Tag()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([call.Reader.CanReadPii ? (byte)1 : (byte)0]);
        hash.AppendData(body.Bytes.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TagBytes));
    }
}
