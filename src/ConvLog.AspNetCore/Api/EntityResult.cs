using System.Security.Cryptography;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api;

/// <summary>A response with an ETag of its content and its reader's access, so that one reader's cached copy is never used for another.</summary>
/// <param name="status">The status.</param>
/// <param name="body">The body, which is disposed with the response.</param>
/// <param name="call">The request.</param>
internal sealed class EntityResult(int status, JsonBody body, ApiCall call) : IResult
{
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (IsNotModified(httpContext.Request, httpContext.Response))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            await new BodyResult(status, ApiJson.ContentType, body.Bytes).ExecuteAsync(httpContext).ConfigureAwait(false);
        }

        body.ReturnBuffer();
    }

    // Whether the client already has this version. Sets the ETag of the response.
    private bool IsNotModified(HttpRequest request, HttpResponse response)
    {
        if (status != StatusCodes.Status200OK || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return false;
        }

        var tag = new EntityTagHeaderValue($"\"{Tag()}\"", isWeak: true); // Weak: the host may compress the body.
        response.Headers.ETag = tag.ToString();

        // Cached only by the client itself, which must revalidate it each time. A response that may contain personal data must not be cached at all.
        response.Headers.CacheControl = call.Reader.CanReadPii ? "private, no-store" : "private, no-cache";
        response.Headers.Vary = $"Cookie, Authorization, {KeyHeader}";
        return request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } kept && kept.Any(known => known.Compare(tag, useStrongComparison: false));
    }

    // A host of the MCP server can use routes without a console.
    private string KeyHeader => call.Context.RequestServices.GetService<ConvLogConsoleOptions>()?.ApiKeyHeader ?? ApiKey.DefaultHeader;

    private string Tag()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([call.Reader.CanReadPii ? (byte)1 : (byte)0]);
        hash.AppendData(body.Bytes.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TagBytes));
    }
}
