using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Reads the log of one conversation in order, merging entries and facts, which are in two tables.</summary>
internal sealed class LogRows
{
    /// <summary>The openings: $1 the number of the conversation, $2 its day.</summary>
    public const string Writers = "SELECT no, id FROM #.writer WHERE conversation = $1 AND day = $2 ORDER BY no";

    /// <summary>The scopes of the conversation.</summary>
    public const string Scopes = "SELECT no, turn_id, call_id, checksum FROM #.scope WHERE conversation = $1 AND day = $2";

    // Entirely personal facts have numbers below 0. The order makes the server use the right one of several suitable indexes.
    private const string VisibleFacts = "AND no > 0 ORDER BY no";

    /// <summary>
    /// Settings for queries of many rows with their personal parts. The planner does not know the number of rows and may join both lists with a nested loop,
    /// which takes a minute for ten thousand entries. Without nested loops the query looks expensive, and the planner would compile it.
    /// </summary>
    public static readonly (string Sql, object?[] Parameters)[] Planning = [("SET LOCAL jit = off", []), ("SET LOCAL enable_nestloop = off", [])];

    /// <summary>
    /// Settings for queries of a page: the server reads its entries along their index until the page is full. If the planner expects few to follow, it would
    /// read and sort all of them. It bases that estimate on the whole table, so rows that a reader may not see would affect the cost of the reader's pages.
    /// </summary>
    public static readonly (string Sql, object?[] Parameters)[] PagePlanning = [.. Planning, ("SET LOCAL enable_sort = off", [])];

    /// <summary>
    /// A condition of <see cref="Entries"/>: excludes entirely personal entries, which have separate numbers (<see cref="EntryNumber"/>).
    /// </summary>
    public static readonly string VisibleEntries = FormattableString.Invariant($"AND r.no < {EntryNumber.FirstPersonal}");

    /// <summary>A condition of <see cref="Entries"/>: only entirely personal entries.</summary>
    public static readonly string PersonalEntries = FormattableString.Invariant($"AND r.no >= {EntryNumber.FirstPersonal}");

    /// <summary>A condition of <see cref="Facts"/>: excludes the messages of model calls, which are not part of the log.</summary>
    public static readonly string WithoutMessages = FormattableString.Invariant($"WHERE r.kind <> {FactPayload.ModelMessage}");

    private readonly LoggedRows _rows;
    private readonly Dictionary<long, Guid> _writers;

    private LogRows(LoggedRows rows, Dictionary<long, Guid> writers) => (_rows, _writers) = (rows, writers);

    /// <summary>The IDs of the openings, by number.</summary>
    public IReadOnlyDictionary<long, Guid> WriterIds => _writers;

    /// <summary>A query of entries.</summary>
    /// <param name="condition">Further conditions on r, beginning with AND; empty for all.</param>
    public static string Entries(string condition = "") => WithPersonal(2, $"""
        SELECT r.no, r.scope, r.kind, r.time, r.content, r.fields, r.masked, r.checksum FROM #.entry AS r WHERE r.conversation = $1 AND r.day = $2 {condition}
        """, "r.no, r.scope, r.kind, r.time, r.content, r.fields, r.masked, r.checksum, pii.payload, pii.checksum");

    /// <summary>A query of facts, which are all logged records except entries.</summary>
    /// <param name="withHidden">Whether to include entirely personal facts.</param>
    /// <param name="condition">Conditions on r, beginning with WHERE; empty for all.</param>
    public static string Facts(bool withHidden, string condition = "") => WithPersonal(3, $"""
        SELECT r.no, r.scope, r.kind, r.time, r.payload, r.checksum, r.id, r.sequence, r.writer
        FROM (SELECT * FROM #.fact WHERE conversation = $1 AND day = $2 {(withHidden ? "" : VisibleFacts)}) AS r {condition}
        """, "r.no, r.scope, r.kind, r.time, r.payload, r.checksum, pii.payload, pii.checksum, r.id, r.sequence, r.writer");

    /// <summary>Reads the answers to <see cref="Writers"/> and <see cref="Scopes"/>.</summary>
    public static async ValueTask<LogRows> OfAsync(ResultSets answers, LoggedRows rows, CancellationToken cancellationToken)
    {
        var writers = await answers.NextListAsync(static row => (Number: row.Int64(0), Id: row.Guid(1)), cancellationToken).ConfigureAwait(false);
        await answers.NextEachAsync(rows.AddScope, cancellationToken).ConfigureAwait(false);
        return new LogRows(rows, writers.ToDictionary(static writer => writer.Number, static writer => writer.Id));
    }

    /// <summary>
    /// Reads and sorts the answers to this many queries of <see cref="Entries"/> and one of <see cref="Facts"/>. A record is null if it is hidden or damaged.
    /// </summary>
    public async ValueTask<List<(ScopedRecord? Record, LogPosition Position)>> ReadAsync(ResultSets answers, int ofEntries, CancellationToken cancellationToken)
    {
        var logged = await answers.NextListAsync(Entry, cancellationToken).ConfigureAwait(false);
        for (int i = 1; i < ofEntries; i++)
        {
            logged.AddRange(await answers.NextListAsync(Entry, cancellationToken).ConfigureAwait(false));
        }

        logged.AddRange(await answers.NextListAsync(Fact, cancellationToken).ConfigureAwait(false));

        // An entry comes before the facts that followed it.
        logged.Sort(InOrder);
        return logged;
    }

    /// <summary>Reads the answer to <see cref="Facts"/> only, in order.</summary>
    public async ValueTask<List<ScopedRecord>> ReadFactsAsync(ResultSets answers, CancellationToken cancellationToken)
    {
        var facts = await answers.NextListAsync(Fact, cancellationToken).ConfigureAwait(false);
        facts.Sort(InOrder);
        return [.. facts.Select(static fact => fact.Record).OfType<ScopedRecord>()];
    }

    private static int InOrder((ScopedRecord? Record, LogPosition Position) one, (ScopedRecord? Record, LogPosition Position) other)
        => (one.Position.Writer, one.Position.Sequence, one.Position.Tie).CompareTo((other.Position.Writer, other.Position.Sequence, other.Position.Tie));

    // Personal parts are looked up only in the range of the page's numbers: a long conversation has many.
    private static string WithPersonal(int kind, string page, string columns) => FormattableString.Invariant($"""
        WITH page AS MATERIALIZED ({page})
        SELECT {columns} FROM page AS r LEFT JOIN #.pii ON pii.conversation = $1 AND pii.day = $2 AND pii.kind = {kind} AND pii.ref = r.no
            AND pii.ref >= (SELECT min(no) FROM page) AND pii.ref <= (SELECT max(no) FROM page)
        """);

    private (ScopedRecord? Record, LogPosition Position) Entry(Row row)
    {
        long no = row.Int64(0);
        var position = new LogPosition(EntryNumber.WriterOf(no), EntryNumber.SequenceOf(no), 0);
        return (_rows.Entry(row, _writers.GetValueOrDefault(position.Writer), position.Sequence), position);
    }

    private (ScopedRecord? Record, LogPosition Position) Fact(Row row)
    {
        var position = new LogPosition(row.Int64(10), row.Int64(9), Math.Abs(row.Int64(0)));
        return (_rows.Fact(row, (position.Writer, _writers.GetValueOrDefault(position.Writer)), position.Sequence), position);
    }
}
