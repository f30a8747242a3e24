using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Reads conversations part by part into a file that is streamed.</summary>
internal sealed class ExportFiles(ConversationReader conversations)
{
    // How many conversations are in memory at once.
    private const int PageSize = 20;

    /// <summary>The response with the conversations that match a query, as a reader may see them; to HEAD its headers only.</summary>
    /// <exception cref="ApiProblemException">The text search cannot be completed.</exception>
    public async ValueTask<IResult> SendAsync(HttpContext context, Reader reader, IExportFormat format, ConversationQuery filters)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return new ExportHead(format);
        }

        // Read before the response begins: an error can still be reported.
        var query = filters with { Limit = PageSize };
        var first = await conversations.ListWholeAsync(reader, query, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return first.SearchStopped
            ? throw ApiProblemException.Invalid("q",
            "There are too many matches to search at once, so the file would be incomplete. Use a shorter period with from and to.")
            : new ExportResult(format, first, cursor => conversations.ListWholeAsync(reader, query, cursor, context.RequestAborted));
    }
}
