using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Reads what was logged in one conversation, in order: entries and what is none stand in two tables and become one stream.</summary>
internal sealed class LogRows
{
    /// <summary>The openings: $1 the number of the conversation, $2 its day.</summary>
    public const string Writers = "SELECT no, id FROM #.writer WHERE conversation = $1 AND day = $2 ORDER BY no";

    /// <summary>The places where something was logged.</summary>
    public const string Scopes = "SELECT no, turn_id, call_id, checksum FROM #.scope WHERE conversation = $1 AND day = $2";

    // Those that are personal as a whole have numbers below 0. The order names the index, which is not the only one on what stands before it.
    private const string VisibleFacts = "AND no > 0 ORDER BY no";

    /// <summary>
    /// What goes before queries of many rows with their personal parts. The planner does not know how many there are, and takes two lists for short ones that
    /// it may compare each with each: of ten thousand entries that is a minute. Without that way it seems much work to it, for which compiling would pay.
    /// </summary>
    public static readonly (string Sql, object?[] Parameters)[] Planning = [("SET LOCAL jit = off", []), ("SET LOCAL enable_nestloop = off", [])];

    /// <summary>
    /// What goes before queries of a page: the server reads its entries along their index until the page is full. Where the planner expects few to follow, it
    /// would read all of them and sort them. It expects that by the whole table, so rows that a reader may not see would change the work of the reader's pages.
    /// </summary>
    public static readonly (string Sql, object?[] Parameters)[] PagePlanning = [.. Planning, ("SET LOCAL enable_sort = off", [])];

    /// <summary>
    /// A condition of <see cref="Entries"/>: without those that are personal as a whole, which are numbered apart (<see cref="EntryNumber"/>).
    /// </summary>
    public static readonly string VisibleEntries = FormattableString.Invariant($"AND r.no < {EntryNumber.FirstPersonal}");

    /// <summary>A condition of <see cref="Entries"/>: those alone that are personal as a whole.</summary>
    public static readonly string PersonalEntries = FormattableString.Invariant($"AND r.no >= {EntryNumber.FirstPersonal}");

    /// <summary>A condition of <see cref="Facts"/>: without the messages of model calls, which are no part of the log.</summary>
    public static readonly string WithoutMessages = FormattableString.Invariant($"WHERE r.kind <> {FactPayload.ModelMessage}");

    private readonly LoggedRows _rows;
    private readonly Dictionary<long, Guid> _writers;

    private LogRows(LoggedRows rows, Dictionary<long, Guid> writers) => (_rows, _writers) = (rows, writers);

    /// <summary>The ids of the openings, by number.</summary>
    public IReadOnlyDictionary<long, Guid> WriterIds => _writers;

    /// <summary>A query of entries.</summary>
    /// <param name="condition">Which ones, as AND continues it, of r; nothing for all.</param>
    public static string Entries(string condition = "") => WithPersonal(2, $"""
        SELECT r.no, r.scope, r.kind, r.time, r.content, r.fields, r.masked, r.checksum FROM #.entry AS r WHERE r.conversation = $1 AND r.day = $2 {condition}
        """, "r.no, r.scope, r.kind, r.time, r.content, r.fields, r.masked, r.checksum, pii.payload, pii.checksum");

    /// <summary>A query of what is logged and is no entry.</summary>
    /// <param name="withHidden">Whether what is personal as a whole is among it.</param>
    /// <param name="condition">Which ones, as WHERE continues it, of r; nothing for all.</param>
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
    /// Reads the answers to <see cref="Entries"/>, so many, and <see cref="Facts"/>, and brings them into one order. A record is null where nothing of it can
    /// be given.
    /// </summary>
    public async ValueTask<List<(ScopedRecord? Record, LogPosition Position)>> ReadAsync(ResultSets answers, int ofEntries, CancellationToken cancellationToken)
    {
        var logged = await answers.NextListAsync(Entry, cancellationToken).ConfigureAwait(false);
        for (int i = 1; i < ofEntries; i++)
        {
            logged.AddRange(await answers.NextListAsync(Entry, cancellationToken).ConfigureAwait(false));
        }

        logged.AddRange(await answers.NextListAsync(Fact, cancellationToken).ConfigureAwait(false));

        // An entry, then what came after it.
        logged.Sort(InOrder);
        return logged;
    }

    /// <summary>Reads the answer to <see cref="Facts"/> alone, in order.</summary>
    public async ValueTask<List<ScopedRecord>> ReadFactsAsync(ResultSets answers, CancellationToken cancellationToken)
    {
        var facts = await answers.NextListAsync(Fact, cancellationToken).ConfigureAwait(false);
        facts.Sort(InOrder);
        return [.. facts.Select(static fact => fact.Record).OfType<ScopedRecord>()];
    }

    private static int InOrder((ScopedRecord? Record, LogPosition Position) one, (ScopedRecord? Record, LogPosition Position) other)
        => (one.Position.Writer, one.Position.Sequence, one.Position.Tie).CompareTo((other.Position.Writer, other.Position.Sequence, other.Position.Tie));

    // The personal parts of a page are looked for among those of its stretch alone: a long conversation has many.
    private static string WithPersonal(int kind, string page, string columns) => FormattableString.Invariant($"""
        WITH page AS MATERIALIZED ({page})
        SELECT {columns} FROM page AS r LEFT JOIN #.pii ON pii.conversation = $1 AND pii.day = $2 AND pii.kind = {kind} AND pii.ref = r.no
            AND pii.ref >= (SELECT min(no) FROM page) AND pii.ref <= (SELECT max(no) FROM page)
        """);

    private (ScopedRecord? Record, LogPosition Position) Entry(Row row)
    {
        long no = row.Int64(0);
        var position = new LogPosition(EntryNumber.WriterLookup(no), EntryNumber.SequenceOf(no), 0);
        return (_rows.Entry(row, _writers.GetValueOrDefault(position.Writer), position.Sequence), position);
    }

    private (ScopedRecord? Record, LogPosition Position) Fact(Row row)
    {
        var position = new LogPosition(row.Int64(10), row.Int64(9), Math.Abs(row.Int64(0)));
        return (_rows.Fact(row, (position.Writer, _writers.GetValueOrDefault(position.Writer)), position.Sequence), position);
    }
}
