using System.Buffers;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Sends calls.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file.</param>
/// <param name="first">The first page.</param>
/// <param name="next">Reads the page of a cursor.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
internal sealed class CallFileResult(
    IExportFormat<ListedCall> format, DownloadName name, CallListPage first, Func<string?, ValueTask<CallListPage>> next, ContinuedAccess permission)
    : ExportResult(format, name, permission)
{
    protected override async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Begin(output);
        for (var page = first; ; page = await next(page.Next).ConfigureAwait(false))
        {
            await EnsurePermittedAsync().ConfigureAwait(false);
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
