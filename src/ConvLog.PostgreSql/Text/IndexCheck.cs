using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Compares conversations with the text index. A conversation with an entry or turn that no document contains is reindexed: its documents were lost, for
/// example because a table was restored from an older backup, or lack words that a search looks up.
/// </summary>
internal static class IndexCheck
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

    private const string Missing = """
        SELECT DISTINCT r.conversation, r.day
        FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $6::integer[], $7::bytea[]) AS r (conversation, day, no, last, kind, words)
        WHERE NOT EXISTS (
            SELECT 1 FROM #.document d
            WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($5) AND d.kind = r.kind AND r.no BETWEEN d.no AND d.last
                AND d.words @@ convert_from(r.words, 'UTF8')::tsquery)
        """;

    // Recent writes are still on the work list. Their conversations are skipped. A transaction of the indexer takes 2,000 entries.
    private const string Rebuild = $"""
        WITH damaged AS (
            SELECT * FROM unnest($1::bigint[], $2::integer[]) AS r (conversation, day)
            WHERE NOT EXISTS (SELECT 1 FROM #.to_index WHERE to_index.conversation = r.conversation)),
        forgotten AS (
            DELETE FROM #.document d USING damaged r WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($3)),
        entries AS (
            INSERT INTO #.to_index (conversation, day, first, last, since)
            SELECT conversation, day, min(no), max(no), $4
            FROM (
                SELECT r.*, e.no, (row_number() OVER (PARTITION BY r.conversation ORDER BY e.no) - 1) / 2000 AS part
                FROM damaged r JOIN #.entry e ON e.conversation = r.conversation AND e.day = r.day AND e.day = ANY($3) AND {IndexedText.IsSearched}) numbered
            GROUP BY conversation, day, part),
        turns AS (
            INSERT INTO #.to_index (conversation, day, first, since)
            SELECT r.conversation, r.day, t.no, $4
            FROM damaged r JOIN #.turn t ON t.conversation = r.conversation AND t.day = r.day AND t.day = ANY($3))
        SELECT count(*) FROM damaged
        """;

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
            static row => new FoundDocument(row.Int64(0), row.Int32(1), DocumentKind.Entry, 0, long.MaxValue, Ticks: 0), cancellationToken)
            .ConfigureAwait(false);
        var texts = await new DocumentReader(utterances, mostEntries: 1).ReadAsync(session,
            conversations.Concat(conversations.Select(static entries => entries with { Kind = DocumentKind.Turn })), cancellationToken, MostEntries)
            .ConfigureAwait(false);
        object?[] columns =
        [
            .. IndexedText.Columns([.. texts.Select(static text => text.Place)]), texts.Select(static text => (int)text.Place.Kind).ToArray(),
            texts.Select(static text => WordsOf(text.Words)).ToArray(),
        ];
        var damaged = await session.ListAsync(Missing, columns, static row => (Conversation: row.Int64(0), Day: row.Int32(1)), cancellationToken)
            .ConfigureAwait(false);
        int[] days = [.. damaged.Select(static one => one.Day)];
        long rebuilt = damaged.Count == 0 ? 0 : await session.NumberAsync(
            Rebuild, [damaged.Select(static one => one.Conversation).ToArray(), days, days, now.UtcTicks], cancellationToken).ConfigureAwait(false) ?? 0;
        return (rebuilt, conversations.Count < MostConversations ? Beginning : (conversations[^1].Day, conversations[^1].Conversation));
    }

    private static string WordsOf(byte[] words)
        => DocumentQuery.Of(Encoding.UTF8.GetString(words).Split(' ', MostWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostWords));
}
