using System.Buffers;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Sends calls page by page, so that only one page is in memory at a time.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file.</param>
/// <param name="first">The first page.</param>
/// <param name="next">Reads the page of a cursor.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
internal sealed class CallFileResult(
    ICallFormat format, DownloadName name, CallListPage first, Func<string?, ValueTask<CallListPage>> next, ContinuedAccess permission) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = format.ContentType;
        response.Headers[HeaderNames.ContentDisposition] = name.HeaderOf("calls", format.Extension);
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        try
        {
            await SendAsync(response, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch when (response.HasStarted)
        {
            // The connection is aborted, so that the client does not take the file for complete.
            httpContext.Abort();
            throw;
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Begin(output);
        for (var page = first; ; page = await next(page.Next).ConfigureAwait(false))
        {
            if (await permission.RefusalAsync().ConfigureAwait(false) is not null)
            {
                throw new UnauthorizedAccessException("The reader's permission was removed or changed during an export.");
            }

            foreach (var call in page.Calls)
            {
                format.Write(output, call);
            }

            await response.Body.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
            output.ResetWrittenCount();
            if (page.Next is null)
            {
                return;
            }
        }
    }
}
