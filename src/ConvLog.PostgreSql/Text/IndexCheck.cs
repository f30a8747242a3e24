using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;
using Npgsql;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Compares conversations with the text index. A conversation with an entry or turn that no document contains is reindexed: its documents were lost, for
/// example because a table was restored from an older backup, or lack words that a search looks up.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="utterances">Whether turns are indexed.</param>
/// <param name="now">The current time.</param>
internal sealed class IndexCheck(Session session, bool utterances, DateTimeOffset now)
{
    /// <summary>The position before the newest conversation.</summary>
    public static readonly (int Day, long Conversation) Beginning = (int.MaxValue, long.MaxValue);

    private const int MostConversations = 20;

    // Damage shows in a part of a long text or a long conversation, so only that is checked.
    private const int MostEntries = 500;
    private const int MostWords = 50;

    private const string Next = """
        SELECT conversation, day FROM #.conversation_id WHERE (day, conversation) < ($1, $2) ORDER BY day DESC, conversation DESC LIMIT $3
        """;

    private const string Entries = $"""
        SELECT r.at, {IndexedText.EntryColumns} FROM unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS r (conversation, day, at)
        CROSS JOIN LATERAL (
            SELECT * FROM #.entry e
            WHERE e.conversation = r.conversation AND e.day = r.day AND e.day = ANY($3) AND {IndexedText.IsSearched} ORDER BY e.no LIMIT $4) e
        """;

    private const string Turns = """
        SELECT r.at, t.no, t.user_input, t.agent_response FROM unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS r (conversation, day, at)
        JOIN #.turn t ON t.conversation = r.conversation AND t.day = r.day AND t.day = ANY($3)
        """;

    private const string Missing = """
        SELECT DISTINCT r.conversation, r.day
        FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::bigint[], $5::bytea[]) AS r (conversation, day, kind, no, words)
        WHERE NOT EXISTS (
            SELECT 1 FROM #.document d
            WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($6) AND d.kind = r.kind AND r.no BETWEEN d.no AND d.last
                AND d.words @@ convert_from(r.words, 'UTF8')::tsquery)
        """;

    // Recent writes are still on the work list. Their conversations are skipped.
    private const string Rebuild = $"""
        WITH damaged AS (
            SELECT * FROM unnest($1::bigint[], $2::integer[]) AS r (conversation, day)
            WHERE NOT EXISTS (SELECT 1 FROM #.to_index WHERE to_index.conversation = r.conversation)),
        forgotten AS (
            DELETE FROM #.document d USING damaged r WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($3)),
        entries AS (
            INSERT INTO #.to_index (conversation, day, first, last, since)
            SELECT r.conversation, r.day, min(e.no), max(e.no), $4
            FROM damaged r JOIN #.entry e ON e.conversation = r.conversation AND e.day = r.day AND e.day = ANY($3) AND {IndexedText.IsSearched}
            GROUP BY r.conversation, r.day),
        turns AS (
            INSERT INTO #.to_index (conversation, day, first, since)
            SELECT r.conversation, r.day, t.no, $4
            FROM damaged r JOIN #.turn t ON t.conversation = r.conversation AND t.day = r.day AND t.day = ANY($3))
        SELECT count(*) FROM damaged
        """;

    private readonly DocumentWords _words = new();
    private readonly List<(long Conversation, int Day, int Kind, long No, string Words)> _texts = [];

    /// <summary>Checks the next conversations, unless another host is indexing.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="utterances">Whether turns are indexed.</param>
    /// <param name="after">The last conversation checked.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The number of conversations to reindex, and the last one checked, or the beginning after the oldest.</returns>
    public static async ValueTask<(long Rebuilt, (int Day, long Conversation) Last)> RunAsync(Session session, bool utterances,
        (int Day, long Conversation) after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await session.NumberAsync(IndexBatch.TryTurn, [], cancellationToken).ConfigureAwait(false) != 1)
        {
            return (0, after);
        }

        var conversations = await session.ListAsync(Next, [after.Day, after.Conversation, (long)MostConversations],
            static row => (Conversation: row.Int64(0), Day: row.Int32(1)), cancellationToken).ConfigureAwait(false);
        long rebuilt = await new IndexCheck(session, utterances, now).RunAsync(conversations, cancellationToken).ConfigureAwait(false);
        return (rebuilt, conversations.Count < MostConversations ? Beginning : (conversations[^1].Day, conversations[^1].Conversation));
    }

    private async ValueTask<long> RunAsync(List<(long Conversation, int Day)> conversations, CancellationToken cancellationToken)
    {
        object?[] places = [.. Columns(conversations)];
        await session.ListAsync(Entries, [.. places, (long)MostEntries], row => Add(row, conversations, DocumentKind.Entry), cancellationToken)
            .ConfigureAwait(false);
        if (utterances)
        {
            await session.ListAsync(Turns, places, row => Add(row, conversations, DocumentKind.Turn), cancellationToken).ConfigureAwait(false);
        }

        object?[] texts =
        [
            _texts.Select(static text => text.Conversation).ToArray(), _texts.Select(static text => text.Day).ToArray(),
            _texts.Select(static text => text.Kind).ToArray(), _texts.Select(static text => text.No).ToArray(),
            _texts.Select(static text => text.Words).ToArray(), places[^1],
        ];
        var damaged = await session.ListAsync(Missing, texts, static row => (row.Int64(0), row.Int32(1)), cancellationToken).ConfigureAwait(false);
        return damaged.Count == 0 ? 0
            : await session.NumberAsync(Rebuild, [.. Columns(damaged), now.UtcTicks], cancellationToken).ConfigureAwait(false) ?? 0;
    }

    // A text without words has no document, nor has a text that cannot be read.
    private bool Add(Row row, List<(long Conversation, int Day)> conversations, DocumentKind kind)
    {
        int start = _words.Begin();
        try
        {
            var fields = kind == DocumentKind.Entry ? IndexedText.Fields(row, 1) : default;
            _words.Include(kind == DocumentKind.Entry ? IndexedText.Document(row, 1, fields) : SearchDocument.OfTurn(row.Text(2), row.Text(3)), fields);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or NpgsqlException))
        {
            return false;
        }

        string[] words = Encoding.UTF8.GetString(_words.Slice(start, _words.Length - start)).Split(' ', MostWords + 1, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0)
        {
            var (conversation, day) = conversations[(int)row.Int64(0) - 1];
            _texts.Add((conversation, day, (int)kind, row.Int64(1), DocumentQuery.Of(words.Take(MostWords).Distinct(StringComparer.Ordinal))));
        }

        return true;
    }

    private static IEnumerable<object?> Columns(List<(long Conversation, int Day)> rows) =>
    [
        rows.Select(static row => row.Conversation).ToArray(), rows.Select(static row => row.Day).ToArray(),
        rows.Select(static row => row.Day).Distinct().ToArray(),
    ];
}
