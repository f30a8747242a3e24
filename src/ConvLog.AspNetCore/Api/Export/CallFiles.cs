using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Streams calls into a file, page by page, the newest first.</summary>
internal sealed class CallFiles(ConversationReader conversations, Visitors visitors, ConvLogConsoleOptions options, ReadSlots slots, TimeProvider time)
{
    // The number of calls in memory at once.
    private const int PageSize = 500;

    /// <summary>A response with the calls of a list; only its headers for HEAD.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="isTable">Whether the file is CSV; otherwise it is JSON Lines.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="list">The list. Its order is replaced by that of the start, whose pages take the same time however many there are.</param>
    public async ValueTask<IResult> SendAsync(HttpContext context, Reader reader, bool isTable, DownloadName name, CallListQuery list)
    {
        IExportFormat<ListedCall> format = isTable
            ? new CallCsv { HasMark = options.CsvByteOrderMark, EscapesFormulas = options.CsvEscapesFormulas } : new CallLines();
        var query = list with { Sort = CallSort.Started, Limit = PageSize };
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return new ExportHead(format, name);
        }

        await slots.EnterExportAsync(context).ConfigureAwait(false);
        await conversations.BringUpToDateAsync(context.RequestAborted).ConfigureAwait(false);

        // The first page is read before the response begins, so that an error can still be reported.
        var first = await NextAsync(cursor: null).ConfigureAwait(false);
        return new CallFileResult(format, name, first, NextAsync, new ContinuedAccess(visitors, context, time));

        ValueTask<CallListPage> NextAsync(string? cursor) => conversations.ListCallsAsync(reader, query, cursor, context.RequestAborted);
    }
}
