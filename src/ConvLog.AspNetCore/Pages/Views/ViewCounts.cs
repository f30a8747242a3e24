using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>Counts the conversations of saved views within the reader's scope.</summary>
internal sealed class ViewCounts(ConversationReader conversations)
{
    // The maximum number of conversations that the store examines to count a view, for 20 ms.
    private const int MostCounted = 2_000;

    /// <summary>The counts, by the IDs of the views. Replaces the request's query.</summary>
    public async ValueTask<Dictionary<string, ViewCount>> ReadAsync(HttpContext context, ConsolePage page, Reader reader, ViewSet set)
    {
        var counts = new Dictionary<string, ViewCount>(StringComparer.Ordinal);
        foreach (var view in set.All)
        {
            var query = RequestOf(context, page, reader, view.Query).Query with { Limit = 1, CountTotal = true, MostCounted = MostCounted };
            counts[view.Id] = query.Text is not null ? default : new ViewCount(
                await TotalAsync(reader, query, context.RequestAborted).ConfigureAwait(false),
                query.IsUnread is false ? 0 : await TotalAsync(reader, query with { IsUnread = true }, context.RequestAborted).ConfigureAwait(false));
        }

        return counts;
    }

    /// <summary>The list request of a view. Replaces the request's query with that of the view.</summary>
    public static ListRequest RequestOf(HttpContext context, ConsolePage page, Reader reader, string query)
    {
        RequestQuery.Set(
            context.Request, QueryHelpers.ParseQuery(query).Select(static parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())));
        return ListRequest.Read(context, page, reader);
    }

    private async ValueTask<int?> TotalAsync(Reader reader, ConversationQuery query, CancellationToken cancellationToken)
        => (await conversations.ListAsync(reader, query, cursor: null, cancellationToken).ConfigureAwait(false)).Total;
}
