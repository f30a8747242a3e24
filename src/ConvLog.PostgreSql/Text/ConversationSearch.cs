using System.Globalization;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Text;

/// <summary>Reads the documents that the index names, newest first, and collects their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="asked">The conversations to search.</param>
/// <param name="window">The documents and conversations to search.</param>
/// <param name="isHit">Whether an entry or turn is a hit; null if all documents that the index names are hits.</param>
/// <param name="entries">The entries to check; null for all.</param>
internal sealed class ConversationSearch(Session session, RowSelection asked, DocumentWindow window, Func<FoundText, bool>? isHit,
    RowSelection? entries = null)
{
    private const int AtOnce = 500;

    // When each conversation to search began, as long as it has no hit.
    private readonly Dictionary<long, long> _open = [];
    private readonly HashSet<long> _resolved = [];
    private readonly Dictionary<long, (int Day, long Created)> _found = [];
    private int _looked;

    /// <param name="words">The query for the index.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<TextMatches> RunAsync(string words, CancellationToken cancellationToken)
    {
        long? from = null;
        var documents = new DocumentCursor(session, words, window, int.MaxValue);
        while (from is null)
        {
            var next = await documents.NextAsync(AtOnce, cancellationToken).ConfigureAwait(false);
            await ResolveAsync(next, cancellationToken).ConfigureAwait(false);
            await CheckAsync(next, cancellationToken).ConfigureAwait(false);
            if (next.Count < AtOnce)
            {
                break;
            }

            // As long as the documents are newer than the end of the window, no part of the window was searched.
            bool isEnough = _looked >= TextMatches.MostCandidates || _found.Count >= TextMatches.MostConversations;
            from = isEnough && !(next[^1].Ticks + 1 >= window.StartedBefore?.UtcTicks) ? next[^1].Ticks + 1 : null;
        }

        // Conversations that began earlier may also be in older documents, so they are left to the search that continues.
        var found = _found.Where(conversation => !(conversation.Value.Created < from)).ToList();
        return new TextMatches([.. found.Select(static conversation => conversation.Key)], [.. found.Select(static conversation => conversation.Value.Day)],
            from is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
    }

    // Finds out which of the conversations in new documents are to be searched.
    private async ValueTask ResolveAsync(List<FoundDocument> documents, CancellationToken cancellationToken)
    {
        FoundDocument[] met = [.. documents.Where(document => _resolved.Add(document.Conversation))];
        if (met.Length == 0)
        {
            return;
        }

        int first = asked.Parameters.Length + 1;
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT c.conversation, c.created FROM unnest(${first}::bigint[], ${first + 1}::integer[]) AS r (conversation, day)
            {IndexedText.MatchCondition(asked, days: first + 2)}
            """);
        object?[] parameters =
        [
            .. asked.Parameters,
            Array.ConvertAll(met, static document => document.Conversation),
            Array.ConvertAll(met, static document => document.Day),
            met.Select(static document => document.Day).Distinct().ToArray(),
        ];
        var open = await session.ListAsync(sql, parameters, static row => (row.Int64(0), row.OptionalInt64(1) ?? 0), cancellationToken).ConfigureAwait(false);
        foreach (var (conversation, created) in open)
        {
            _open[conversation] = created;
        }
    }

    // First one document of each conversation: that is usually enough.
    private async ValueTask CheckAsync(List<FoundDocument> documents, CancellationToken cancellationToken)
    {
        var left = documents.Where(document => _open.ContainsKey(document.Conversation)).ToList();
        foreach (var some in (List<FoundDocument>[])[[.. left.DistinctBy(static document => document.Conversation)], left])
        {
            FoundDocument[] open = [.. some.Where(document => _open.ContainsKey(document.Conversation))];
            foreach (var hit in await HitsAsync(open, cancellationToken).ConfigureAwait(false))
            {
                if (_open.Remove(hit.Conversation, out long created))
                {
                    _found.Add(hit.Conversation, (hit.Day, created));
                }
            }
        }
    }

    private async ValueTask<IEnumerable<FoundDocument>> HitsAsync(FoundDocument[] open, CancellationToken cancellationToken)
    {
        if (open.Length == 0 || isHit is null)
        {
            _looked += open.Length;
            return open;
        }

        var texts = await IndexedText.ReadAsync(session, open, asked: null, cancellationToken, entries).ConfigureAwait(false);
        _looked += texts.Count;
        return texts.Where(isHit).Select(static text => text.Found);
    }
}
