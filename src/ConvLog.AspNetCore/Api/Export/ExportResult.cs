using System.Buffers;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Sends conversations part by part, so that only one part is in memory at a time.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file.</param>
/// <param name="first">The first part.</param>
/// <param name="next">Reads the part after another; null after the last.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
internal sealed class ExportResult(
    IExportFormat format, DownloadName name, WholePage first, Func<WholePage, ValueTask<WholePage?>> next, ContinuedAccess permission) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        WriteHeaders(httpContext.Response, format, name);
        try
        {
            await SendAsync(httpContext.Response, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch when (httpContext.Response.HasStarted)
        {
            // The connection is aborted, so that the client does not take the file for complete.
            httpContext.Abort();
            throw;
        }
    }

    public static void WriteHeaders(HttpResponse response, IExportFormat format, DownloadName name)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = format.ContentType;
        response.Headers[HeaderNames.ContentDisposition] = name.HeaderOf(format.Kind, format.Extension);
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Begin(output);
        for (var page = first; page is not null; page = await next(page).ConfigureAwait(false))
        {
            foreach (var conversation in page.Conversations)
            {
                if (await permission.RefusalAsync().ConfigureAwait(false) is not null)
                {
                    throw new UnauthorizedAccessException("The reader's permission was removed or changed during an export.");
                }

                format.Write(output, conversation);
                await response.Body.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
                output.ResetWrittenCount();
            }
        }

        // The header, if there are no conversations.
        await response.Body.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }
}
