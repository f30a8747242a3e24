using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>Goes through the documents that the index names, the newest first, and gathers their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="asked">Which conversations are of interest.</param>
/// <param name="terms">What must be in a document's text; null where the index alone tells.</param>
/// <param name="scope">Whose documents are looked at; null for all.</param>
/// <param name="entries">Which entries are hits where there are no terms; null for all.</param>
internal sealed class ConversationSearch(Session session, ConversationSelection asked, SearchTerms? terms, ConversationScope? scope,
    EntrySelection? entries = null)
{
    private const int AtOnce = 5_000;

    // Of each conversation that was met: whether it is of interest and not found yet.
    private readonly Dictionary<long, bool> _isOpen = [];
    private readonly Dictionary<long, int> _found = [];
    private bool _stopped;

    /// <param name="tokens">What the index is asked.</param>
    /// <param name="entriesOnly">Whether turns are left out.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask LookAsync(long[] tokens, bool entriesOnly, CancellationToken cancellationToken)
    {
        int looked = 0;
        var documents = new DocumentCursor(session);
        await documents.OpenAsync(tokens, new DocumentWindow { EntriesOnly = entriesOnly, Scope = scope }, TextMatches.MostCandidates + 1, cancellationToken)
            .ConfigureAwait(false);
        while (!_stopped)
        {
            var next = await documents.NextAsync(AtOnce, cancellationToken).ConfigureAwait(false);
            looked += next.Count;
            await MeetAsync(next, cancellationToken).ConfigureAwait(false);
            await CheckAsync(next, cancellationToken).ConfigureAwait(false);
            if (next.Count < AtOnce)
            {
                // The cursor names one more than is looked at, so that it tells whether there are more.
                _stopped = looked > TextMatches.MostCandidates;
                break;
            }

            _stopped = looked > TextMatches.MostCandidates || _found.Count >= TextMatches.MostConversations;
        }

        await documents.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    public TextMatches Matches() => new([.. _found.Keys], [.. _found.Values], _stopped);

    // Finds out which of the conversations that were not met before are of interest.
    private async ValueTask MeetAsync(List<FoundDocument> documents, CancellationToken cancellationToken)
    {
        FoundDocument[] met = [.. documents.Where(document => _isOpen.TryAdd(document.Conversation, false))];
        if (met.Length == 0)
        {
            return;
        }

        int first = asked.Parameters.Length + 1;
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT c.conversation FROM unnest(${first}::bigint[], ${first + 1}::integer[]) AS r (conversation, day)
            JOIN #.conversation c ON c.conversation = r.conversation AND c.day = r.day AND c.day = ANY(${first + 2}) AND {asked.Sql}
            """);
        object?[] parameters =
        [
            .. asked.Parameters,
            Array.ConvertAll(met, static document => document.Conversation),
            Array.ConvertAll(met, static document => document.Day),
            met.Select(static document => document.Day).Distinct().ToArray(),
        ];
        foreach (long conversation in await session.ListAsync(sql, parameters, static row => row.Int64(0), cancellationToken).ConfigureAwait(false))
        {
            _isOpen[conversation] = true;
        }
    }

    // One document of each conversation first: nearly always that is enough.
    private async ValueTask CheckAsync(List<FoundDocument> documents, CancellationToken cancellationToken)
    {
        var left = documents.Where(document => _isOpen[document.Conversation]).ToList();
        foreach (var some in (List<FoundDocument>[])[[.. left.DistinctBy(static document => document.Conversation)], left])
        {
            FoundDocument[] open = [.. some.Where(document => _isOpen[document.Conversation])];
            foreach (var hit in await HitsAsync(open, cancellationToken).ConfigureAwait(false))
            {
                _found[hit.Conversation] = hit.Day;
                _isOpen[hit.Conversation] = false;
            }
        }
    }

    private async ValueTask<IEnumerable<FoundDocument>> HitsAsync(FoundDocument[] open, CancellationToken cancellationToken)
    {
        if (open.Length == 0 || (terms is null && entries is null))
        {
            return open;
        }

        if (terms is null)
        {
            return await AskedEntriesAsync(open, cancellationToken).ConfigureAwait(false);
        }

        var texts = await IndexedText.ReadAsync(session, open, asked: null, cancellationToken).ConfigureAwait(false);
        return texts.Where(text => terms.AreAllIn(text.Document)).Select(static text => text.Found);
    }

    private async ValueTask<IEnumerable<FoundDocument>> AskedEntriesAsync(FoundDocument[] open, CancellationToken cancellationToken)
    {
        int first = entries!.Parameters.Length + 1;

        // OFFSET 0 as in IndexedText: the server finds each entry by its whole key.
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT e.conversation, e.no FROM unnest(${first}::bigint[], ${first + 1}::integer[], ${first + 2}::bigint[]) AS r (conversation, day, no)
            CROSS JOIN LATERAL (
                SELECT * FROM #.entry AS e
                WHERE e.conversation = r.conversation AND e.day = r.day AND e.no = r.no AND e.day = ANY(${first + 3}) AND {entries.Sql} OFFSET 0) AS e
            """);
        object?[] parameters =
        [
            .. entries.Parameters,
            Array.ConvertAll(open, static document => document.Conversation),
            Array.ConvertAll(open, static document => document.Day),
            Array.ConvertAll(open, static document => document.No),
            open.Select(static document => document.Day).Distinct().ToArray(),
        ];
        var hits = await session.ListAsync(sql, parameters, static row => (row.Int64(0), row.Int64(1)), cancellationToken).ConfigureAwait(false);
        var isHit = hits.ToHashSet();
        return open.Where(document => isHit.Contains((document.Conversation, document.No)));
    }
}
