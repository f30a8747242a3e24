using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Reads conversations part by part into a file that is streamed.</summary>
internal sealed class ExportFiles(ConversationReader conversations, Visitors visitors, TimeProvider time)
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

        await conversations.BringUpToDateAsync(context.RequestAborted).ConfigureAwait(false);

        // Read before the response begins: an error can still be reported.
        var query = filters with { Limit = PageSize };
        var first = await conversations.ListWholeAsync(reader, query, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return first.SearchStopped
            ? throw ApiProblemException.Invalid("q",
            "There are too many matches to search at once, so the file would be incomplete. Use a shorter period with from and to.")
            : new ExportResult(format, first, cursor => conversations.ListWholeAsync(reader, query, cursor, context.RequestAborted),
                new LastingPermission(visitors, context, time));
    }

    /// <summary>The response with some conversations, as a reader may see them. An ID of none is left out.</summary>
    public async ValueTask<IResult> SendAsync(HttpContext context, Reader reader, IExportFormat format, IReadOnlyList<string> ids)
    {
        return new ExportResult(format, await PartAsync(0).ConfigureAwait(false), next => PartAsync(int.Parse(next, CultureInfo.InvariantCulture)),
            new LastingPermission(visitors, context, time));

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
    }
}
