using System.Buffers;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Sends conversations.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file.</param>
/// <param name="first">The first part.</param>
/// <param name="next">Reads the part after another; null after the last.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
internal sealed class ConversationFileResult(
    IExportFormat<ConversationView> format, DownloadName name, WholePage first, Func<WholePage, ValueTask<WholePage?>> next, ContinuedAccess permission)
    : ExportResult(format, name, permission)
{
    protected override async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Begin(output);
        for (var page = first; page is not null; page = await next(page).ConfigureAwait(false))
        {
            foreach (var conversation in page.Conversations)
            {
                await EnsurePermittedAsync().ConfigureAwait(false);
                format.Write(output, conversation);
                await response.Body.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
                output.ResetWrittenCount();
            }
        }

        // The header, if there are no conversations.
        await response.Body.WriteAsync(output.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }
}
