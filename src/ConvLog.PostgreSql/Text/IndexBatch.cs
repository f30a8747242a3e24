using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// One transaction of the indexer. It locks the items of <c>to_index</c> that it processes, so that their conversations are not deleted until it ends.
/// </summary>
/// <param name="IsEmpty">Whether the list is empty, or another host is indexing.</param>
/// <param name="Unreadable">Why texts could not be read, one error each. They are never indexed.</param>
internal sealed record IndexBatch(bool IsEmpty, IReadOnlyList<Exception> Unreadable)
{
    private const int MostTexts = 2_000;
    private const int MostEntries = 32;

    // One host indexes at a time, so a turn that was written twice has one document.
    public const string TryTurn = """
        SELECT pg_catalog.pg_try_advisory_xact_lock(
            pg_catalog.hashtextextended('convlog indexes ' || '#.to_index'::pg_catalog.regclass::pg_catalog.oid, 0))::integer
        """;

    // Skips items that are being deleted.
    private const string Claim = """
        SELECT conversation, day, CASE WHEN last IS NULL THEN 1 ELSE 0 END, first, coalesce(last, first), no
        FROM #.to_index
        ORDER BY no
        LIMIT 2000
        FOR UPDATE SKIP LOCKED
        """;

    private const string ForgetTurns = """
        DELETE FROM #.document d USING unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[]) AS r (conversation, day, no, last)
        WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($5) AND d.kind = 1 AND d.no BETWEEN r.no AND r.last
        """;

    // An entry that arrived out of order lies between later ones, so ranges, and thus documents, may overlap. A document is at least as new as its conversation
    // and its day, so a list that stops at a document has seen all conversations that began after its time (DocumentSlices).
    private const string Insert = """
        INSERT INTO #.document (conversation, day, no, last, kind, pass, since, time, words)
        SELECT given.conversation, given.day, given.no, given.last, given.kind, given.pass, given.since,
            greatest(given.time, c.created, given.day * 864000000000), convert_from(given.words, 'UTF8')::tsvector
        FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $6::integer[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bytea[])
            AS given (conversation, day, no, last, kind, pass, since, time, words)
        LEFT JOIN #.conversation c ON c.conversation = given.conversation AND c.day = given.day AND c.day = ANY($5)
        """;

    private const string DeleteToIndex = "DELETE FROM #.to_index WHERE no = ANY($1)";

    /// <summary>Indexes the oldest items and removes them from the list, unless another host is indexing.</summary>
    public static async ValueTask<IndexBatch> RunAsync(Session session, bool utterances, CancellationToken cancellationToken)
    {
        if (await session.NumberAsync(TryTurn, [], cancellationToken).ConfigureAwait(false) != 1)
        {
            return new IndexBatch(IsEmpty: true, []);
        }

        var claimed = await session.ListAsync(Claim, [],
            static row => new FoundDocument(row.Int64(0), row.Int32(1), (DocumentKind)row.Int64(2), row.Int64(3), row.Int64(4), Ticks: 0, row.Int64(5)),
            cancellationToken).ConfigureAwait(false);
        long texts = 0;
        FoundDocument[] items = [.. claimed.TakeWhile(item => (texts += Math.Min(item.Last - item.No + 1, MostTexts)) <= MostTexts)];
        if (items.Length == 0)
        {
            return new IndexBatch(IsEmpty: true, []);
        }

        var reader = new DocumentReader(utterances, MostEntries);
        var documents = await reader.ReadAsync(session, items, cancellationToken).ConfigureAwait(false);
        FoundDocument[] turns = [.. items.Where(static item => item.Kind == DocumentKind.Turn)];
        await session.RunAsync(ForgetTurns, IndexedText.Columns(turns), cancellationToken).ConfigureAwait(false);
        await session.RunAsync(Insert, Columns(documents), cancellationToken).ConfigureAwait(false);
        await session.RunAsync(DeleteToIndex, [Array.ConvertAll(items, static item => item.Item)], cancellationToken).ConfigureAwait(false);
        return new IndexBatch(IsEmpty: false, reader.Unreadable);
    }

    private static object?[] Columns(List<PreparedDocument> documents) =>
    [
        .. IndexedText.Columns([.. documents.Select(static one => one.Place)]),
        documents.Select(static one => (int)one.Place.Kind).ToArray(), documents.Select(static one => one.Place.Item).ToArray(),
        documents.Select(static one => one.Since).ToArray(), documents.Select(static one => one.Place.Ticks).ToArray(),
        documents.Select(static one => one.Words).ToArray(),
    ];
}
