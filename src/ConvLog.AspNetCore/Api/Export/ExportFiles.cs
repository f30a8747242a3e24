using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Streams conversations into a file, part by part.</summary>
internal sealed class ExportFiles(
    ConversationReader conversations, Visitors visitors, ConvLogConsoleOptions options, ReadSlots slots, TimeProvider time)
{
    // The number of conversations in memory at once.
    private const int PageSize = 20;

    /// <summary>A response with the conversations that match a query, as the reader may view them; only its headers for HEAD.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="format">The format.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="filters">The query.</param>
    /// <param name="after">The conversation after which an incomplete file continues; null to begin.</param>
    /// <exception cref="ApiProblemException">The text search cannot be completed, or there is no conversation to continue after.</exception>
    public async ValueTask<IResult> SendAsync(
        HttpContext context, Reader reader, IExportFormat<ConversationView> format, DownloadName name, ConversationQuery filters, string? after = null)
    {
        if (format is CsvTable<ConversationView> table)
        {
            table.IsContinued = after is not null;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return new ExportHead(format, name);
        }

        await slots.EnterExportAsync(context).ConfigureAwait(false);
        await conversations.BringUpToDateAsync(context.RequestAborted).ConfigureAwait(false);

        // The first part is read before the response begins, so that an error can still be reported.
        var query = filters with { Limit = PageSize };
        string? cursor = null;
        if (after is not null)
        {
            (query, cursor) = await FindStartAsync(reader, query, after, context.RequestAborted).ConfigureAwait(false);
        }

        var first = await conversations.ListWholeAsync(reader, query, cursor, context.RequestAborted).ConfigureAwait(false);
        return CanContinue(query, first)
            ? await ResultAsync(context, reader, format, name, first, NextAsync).ConfigureAwait(false)
            : throw ApiProblemException.Invalid(query.Text is null ? "field" : "q",
                "There are too many matches to search at once, so the file would be incomplete. Export in the default order, newest first, or less time.");

        // The search continues at the time where it stopped. All further matches are older, so the file is complete and in order.
        async ValueTask<WholePage?> NextAsync(WholePage page)
        {
            if (!CanContinue(query, page))
            {
                throw new InvalidOperationException("The text search reached its limit during an export: older conversations would be missing.");
            }

            bool isContinued = page is { Next: null, SearchStopped: true };
            query = isContinued ? query with { To = page.SearchedFrom } : query;
            return page.Next is null && !isContinued ? null
                : await conversations.ListWholeAsync(reader, query, page.Next, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>A response with the given conversations, as the reader may view them. Unknown IDs are omitted.</summary>
    public async ValueTask<IResult> SendAsync(
        HttpContext context, Reader reader, IExportFormat<ConversationView> format, DownloadName name, IReadOnlyList<string> ids)
    {
        await slots.EnterExportAsync(context).ConfigureAwait(false);
        return await ResultAsync(context, reader, format, name, await PartAsync(0).ConfigureAwait(false), NextAsync).ConfigureAwait(false);

        async ValueTask<WholePage> PartAsync(int first)
        {
            var part = new List<ConversationView>();
            foreach (string id in ids.Skip(first).Take(PageSize))
            {
                if (await conversations.GetAsync(reader, id, cancellationToken: context.RequestAborted).ConfigureAwait(false) is { } conversation)
                {
                    part.Add(conversation);
                }
            }

            int next = first + PageSize;
            return new WholePage { Conversations = part, Next = next < ids.Count ? next.ToString(CultureInfo.InvariantCulture) : null };
        }

        async ValueTask<WholePage?> NextAsync(WholePage page)
            => page.Next is { } next ? await PartAsync(int.Parse(next, CultureInfo.InvariantCulture)).ConfigureAwait(false) : null;
    }

    private async ValueTask<ConversationFileResult> ResultAsync(HttpContext context, Reader reader, IExportFormat<ConversationView> format, DownloadName name,
        WholePage first, Func<WholePage, ValueTask<WholePage?>> next)
    {
        if (format is CsvTable<ConversationView> table)
        {
            (table.HasMark, table.EscapesFormulas) = (options.CsvByteOrderMark, options.CsvEscapesFormulas);
        }

        var permission = new ContinuedAccess(visitors, context, time);
        if (format is not ConversationTable rows)
        {
            return new ConversationFileResult(format, name, first, next, permission);
        }

        rows.HasPersonalComments = reader.CanReadPii;
        rows.FirstProblems = await FirstProblemsAsync(first).ConfigureAwait(false);
        return new ConversationFileResult(format, name, first, NextAsync, permission);

        async ValueTask<WholePage?> NextAsync(WholePage page)
        {
            var following = await next(page).ConfigureAwait(false);
            rows.FirstProblems = following is null ? rows.FirstProblems : await FirstProblemsAsync(following).ConfigureAwait(false);
            return following;
        }

        // First all conversations at once, then one by one those not found: one call examines a limited number of entries.
        async ValueTask<Dictionary<string, FirstProblem>> FirstProblemsAsync(WholePage page)
        {
            var found = new Dictionary<string, FirstProblem>(StringComparer.Ordinal);
            ConversationSummaryView[] all = [.. page.Conversations.Select(static conversation => conversation.Summary)];
            foreach (var some in all.Select(static one => new[] { one }).Prepend(all))
            {
                ConversationSummaryView[] asked = [.. some.Where(one => !found.ContainsKey(one.ConversationId))];
                foreach (var problem in await conversations.FindFirstProblemsAsync(reader, asked, context.RequestAborted).ConfigureAwait(false))
                {
                    found.TryAdd(problem.ConversationId, problem);
                }
            }

            return found;
        }
    }

    // Requires an order that does not change: conversations sorted by activity or length can move while the file is written.
    private async ValueTask<(ConversationQuery Query, string Cursor)> FindStartAsync(
        Reader reader, ConversationQuery query, string after, CancellationToken cancellationToken) => query.Sort != ConversationSort.Created
        ? throw ApiProblemException.Invalid("after", "after requires the order by start (sort=created): in another order, conversations change their place.")
        : await conversations.FindPlaceAfterAsync(reader, query, after, cancellationToken).ConfigureAwait(false)
            ?? throw ApiProblemException.Invalid("after",
                "There is no such conversation; it may be erased or have expired. Give the one before it in the file, and remove what follows that.");

    private static bool CanContinue(ConversationQuery query, WholePage page)
        => !page.SearchStopped || (page.SearchedFrom is not null && query is { Sort: ConversationSort.Created, Ascending: false });
}
