using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;
using Npgsql;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// One transaction of the indexer. It locks the items of <c>to_index</c> that it processes, so that their conversations are not deleted until it ends.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="utterances">Whether turns are indexed.</param>
internal sealed class IndexBatch(Session session, bool utterances)
{
    private const int MostTexts = 2_000;

    // The limits of one document: a search reads all its entries to find a hit.
    private const int MostEntries = 32;
    private const int MostBytes = 100_000;

    private const string DeleteToIndex = "DELETE FROM #.to_index WHERE no = ANY($1)";
    private const string UpdateToIndex = """
        UPDATE #.to_index
        SET first = r.next
        FROM unnest($1::bigint[], $2::bigint[]) AS r (no, next)
        WHERE to_index.no = r.no
        """;

    // One host indexes at a time, so a turn that was written twice has one document.
    public const string TryTurn = """
        SELECT pg_catalog.pg_try_advisory_xact_lock(
            pg_catalog.hashtextextended('convlog indexes ' || '#.to_index'::pg_catalog.regclass::pg_catalog.oid, 0))::integer
        """;

    // Skips items that are being deleted.
    private const string Claim = "SELECT no, conversation, day, first, last FROM #.to_index ORDER BY no LIMIT 2000 FOR UPDATE SKIP LOCKED";

    private const string Entries = $"""
        SELECT r.at, {IndexedText.EntryColumns} FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS r (conversation, day, first, last, at)
        CROSS JOIN LATERAL (
            SELECT * FROM #.entry e
            WHERE e.conversation = r.conversation AND e.day = r.day AND e.day = ANY($5) AND e.no BETWEEN r.first AND r.last AND {IndexedText.IsSearched} ORDER BY e.no LIMIT $6) e
        """;

    private const string ForgetTurns = """
        DELETE FROM #.document d USING unnest($1::bigint[], $2::integer[], $3::bigint[]) AS r (conversation, day, no)
        WHERE d.conversation = r.conversation AND d.day = r.day AND d.day = ANY($4) AND d.kind = 1 AND d.no = r.no
        """;

    private static readonly string s_turns = $"""
        SELECT r.at, t.started, t.user_input, t.agent_response FROM unnest($1::bigint[], $2::integer[], $3::bigint[]) WITH ORDINALITY AS r (conversation, day, no, at)
        CROSS JOIN LATERAL {IndexedText.One("turn", "r.no", days: 4)} t
        """;

    // An entry that arrived out of order lies between later ones, so ranges, and thus documents, may overlap. A document is at least as new as its conversation
    // and its day, so a list that stops at a document has seen all conversations that began after its time (DocumentSlices).
    private const string Insert = """
        INSERT INTO #.document (conversation, day, kind, no, pass, last, since, time, words)
        SELECT given.conversation, given.day, given.kind, given.no, given.pass, given.last, given.since,
            greatest(given.time, c.created, given.day * 864000000000), convert_from(given.words, 'UTF8')::tsvector
        FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bytea[])
            AS given (conversation, day, kind, no, pass, last, since, time, words)
        LEFT JOIN #.conversation c ON c.conversation = given.conversation AND c.day = given.day AND c.day = ANY($10)
        """;

    private readonly List<(FoundDocument Place, long Pass, long Since, byte[] Words)> _documents = [];
    private readonly HashSet<(long Conversation, long No)> _known = [];
    private readonly DocumentWords _words = new();

    // The current document.
    private FoundDocument _place;
    private PendingRow? _pending;
    private long _since;
    private int _start;
    private int _texts;

    private PendingRow[] _entries = [];
    private PendingRow[] _turns = [];
    private long[] _done = [];
    private long[] _begun = [];
    private long[] _goOn = [];

    /// <summary>Whether the batch is empty, because all is indexed or another host is indexing.</summary>
    public bool IsEmpty => _entries.Length + _turns.Length == 0;

    /// <summary>The number of documents that could not be prepared. They are never indexed.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The error of the last of them.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Indexes the oldest items and removes them from the list, unless another host is indexing.</summary>
    public static async ValueTask<IndexBatch> RunAsync(Session session, bool utterances, CancellationToken cancellationToken)
    {
        var batch = new IndexBatch(session, utterances);
        if (await session.NumberAsync(TryTurn, [], cancellationToken).ConfigureAwait(false) != 1)
        {
            return batch;
        }

        batch.Choose(await session.ListAsync(Claim, [], PendingRow.Read, cancellationToken).ConfigureAwait(false));
        if (!batch.IsEmpty)
        {
            await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
            await batch.WriteAsync(cancellationToken).ConfigureAwait(false);
            await batch.RemoveDoneAsync(cancellationToken).ConfigureAwait(false);
        }

        return batch;
    }

    // As many as one transaction should index.
    private void Choose(List<PendingRow> claimed)
    {
        long documents = 0;
        var chosen = claimed.TakeWhile(row => (documents += SizeOf(row)) <= MostTexts).ToList();
        chosen = chosen.Count == 0 ? [.. claimed.Take(1)] : chosen;
        _done = [.. chosen.Select(static row => row.No)];
        _entries = [.. chosen.Where(static row => row.Last is not null)];
        _turns = [.. chosen.Where(static row => row.Last is null).DistinctBy(static row => (row.Conversation, row.First))];
    }

    // An upper bound: there may be gaps.
    private static long SizeOf(PendingRow row) => row.Last is { } last ? Math.Min(last - row.First + 1, MostTexts) : 1;

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        object?[] turns = [.. RowKeys(_turns), Days(_turns)];
        object?[] entries = [.. RowKeys(_entries), Array.ConvertAll(_entries, static row => row.Last!.Value), Days(_entries), MostTexts];
        session.AddTo(batch, ForgetTurns, turns);
        session.AddTo(batch, s_turns, turns);
        session.AddTo(batch, Entries, entries);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readingEnds = reader.ConfigureAwait(false);
        var row = new Row(reader);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            AddTurn(row);
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var counts = new Dictionary<PendingRow, (int Count, long Last)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var pending = _entries[row.Int64(0) - 1];
            counts[pending] = (counts.GetValueOrDefault(pending).Count + 1, row.Int64(1));
            AddEntry(row, pending);
        }

        End();

        // Items that were read only in part.
        var left = counts.Where(static pair => pair.Value.Count == MostTexts && pair.Value.Last < pair.Key.Last).ToList();
        _begun = [.. left.Select(static pair => pair.Key.No)];
        _goOn = [.. left.Select(static pair => pair.Value.Last + 1)];
        _done = [.. _done.Except(_begun)];
    }

    private void AddTurn(Row row)
    {
        var pending = _turns[row.Int64(0) - 1];
        if (utterances)
        {
            Begin(pending, DocumentKind.Turn, pending.First);
            Include(row, row.Int64(1), pending.First, static row => (SearchDocument.OfTurn(row.Text(2), row.Text(3)), default));
            End();
        }
    }

    private void AddEntry(Row row, PendingRow pending)
    {
        long no = row.Int64(1);
        if (!_known.Add((pending.Conversation, no)))
        {
            return;
        }

        if (_pending != pending || _texts >= MostEntries || _words.Length - _start >= MostBytes)
        {
            End();
            Begin(pending, DocumentKind.Entry, no);
        }

        Include(row, row.Int64(4), no, static row => IndexedText.Fields(row, 1) is var fields ? (IndexedText.Document(row, 1, fields), fields) : default);
    }

    private void Begin(PendingRow pending, DocumentKind kind, long no)
    {
        (_pending, _start, _texts, _since) = (pending, _words.Begin(), 0, long.MaxValue);
        _place = new FoundDocument(pending.Conversation, pending.Day, kind, no, Last: no, Ticks: long.MinValue);
    }

    // A text that cannot be read now will not be readable later, and must not block the rest.
    private void Include(Row row, long ticks, long no, Func<Row, (SearchDocument Document, LogFields Fields)> read)
    {
        try
        {
            var (document, fields) = read(row);
            _words.Include(document, fields);
            _place = _place with { Last = no, Ticks = Math.Max(_place.Ticks, ticks) };
            _since = Math.Min(_since, ticks);
            _texts++;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or NpgsqlException))
        {
            Unreadable++;
            Cause = e;
        }
    }

    private void End()
    {
        if (_texts > 0 && _words.Length > _start && _pending is { } pending)
        {
            _documents.Add((_place, _place.Kind == DocumentKind.Turn ? 0 : pending.No, _since, _words.Limited(_start, DocumentQuery.MostBytes)));
        }

        (_pending, _texts) = (null, 0);
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        if (_documents.Count > 0)
        {
            object?[] documents =
            [
                Column(static one => one.Place.Conversation), Column(static one => one.Place.Day), Column(static one => (int)one.Place.Kind),
                Column(static one => one.Place.No), Column(static one => one.Pass), Column(static one => one.Place.Last), Column(static one => one.Since),
                Column(static one => one.Place.Ticks), Column(static one => one.Words), Column(static one => one.Place.Day).Distinct().ToArray(),
            ];
            await session.RunAsync(Insert, documents, cancellationToken).ConfigureAwait(false);
        }
    }

    private T[] Column<T>(Func<(FoundDocument Place, long Pass, long Since, byte[] Words), T> value) => [.. _documents.Select(value)];

    private async ValueTask RemoveDoneAsync(CancellationToken cancellationToken)
    {
        await session.RunAsync(DeleteToIndex, [_done], cancellationToken).ConfigureAwait(false);
        if (_begun.Length > 0)
        {
            await session.RunAsync(UpdateToIndex, [_begun, _goOn], cancellationToken).ConfigureAwait(false);
        }
    }

    private static object?[] RowKeys(PendingRow[] rows) =>
    [
        Array.ConvertAll(rows, static row => row.Conversation), Array.ConvertAll(rows, static row => row.Day), Array.ConvertAll(rows, static row => row.First),
    ];

    private static int[] Days(PendingRow[] rows) => [.. rows.Select(static row => row.Day).Distinct()];
}

/// <summary>An item of the work list <c>to_index</c>.</summary>
/// <param name="No">Its number.</param>
/// <param name="Conversation">The number of the conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="First">The first entry, or the turn.</param>
/// <param name="Last">The last entry; null for a turn.</param>
internal readonly record struct PendingRow(long No, long Conversation, int Day, long First, long? Last)
{
    public static PendingRow Read(Row row) => new(row.Int64(0), row.Int64(1), row.Int32(2), row.Int64(3), row.OptionalInt64(4));
}
