using System.Security.Cryptography;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api;

/// <summary>An answer with an ETag: of what it holds, and of what its reader may see, so that what one reader kept is never taken for another's.</summary>
/// <param name="status">The status.</param>
/// <param name="contentType">The media type.</param>
/// <param name="body">The body.</param>
/// <param name="call">Whom it answers.</param>
internal sealed class EntityResult(int status, string contentType, ReadOnlyMemory<byte> body, ApiCall call) : IResult
{
    private const int TagBytes = 16;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        if (status != StatusCodes.Status200OK || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return new BodyResult(status, contentType, body).ExecuteAsync(httpContext);
        }

        var tag = new EntityTagHeaderValue($"\"{Tag()}\"", isWeak: true); // Weak: the host may compress what it stands for.
        response.Headers.ETag = tag.ToString();

        // Kept by the reader's own program only, and asked about each time.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Cookie, Authorization, X-API-KEY";
        if (request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } kept && kept.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return new BodyResult(status, contentType, body).ExecuteAsync(httpContext);
    }

    private string Tag()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([call.Reader.CanReadPii ? (byte)1 : (byte)0]);
        hash.AppendData(body.Span);
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, TagBytes)).ToLowerInvariant();
    }
}
