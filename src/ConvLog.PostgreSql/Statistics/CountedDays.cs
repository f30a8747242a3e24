using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Statistics;
using Npgsql;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Stored statistics of past days: counted once, and kept as long as no figure of their conversations changes. A day is that of the partition, which a
/// conversation never leaves: each conversation is counted in one place, here or from its turns and calls.
/// </summary>
/// <remarks>
/// A transaction that changes figures of a day takes a shared lock on the day, deletes the day's rows and holds the lock until it ends. The process that counts
/// a day takes the lock exclusively to insert its claim, counts in a later transaction, and takes the lock again to store the counts if its claim still exists.
/// So the stored counts include everything committed before the claim, and any later commit has deleted the claim.
/// </remarks>
internal static class CountedDays
{
    /// <summary>The row with all conversations except debugging; each later row is for one agent, account, environment and channel.</summary>
    private const int All = 1;

    private const string Table = "'#.counted_day'::pg_catalog.regclass::pg_catalog.oid";
    private const string Key = $"pg_catalog.hashtextextended('convlog counted day ' || {Table} || ' ' || day, 0)";
    private const string Share = $"SELECT count(pg_catalog.pg_advisory_xact_lock_shared({Key})) FROM pg_catalog.unnest($1) AS given (day)";
    private const string Delete = "DELETE FROM #.counted_day WHERE day = ANY($1)";
    private const string Lock = $"SELECT count(pg_catalog.pg_advisory_xact_lock({Key})) FROM (SELECT $1::integer AS day) AS given";

    // Held while counting, so that hosts do not count the same days at the same time.
    private const string TryTurn =
        $"SELECT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('convlog counts days ' || {Table}, 0))::integer";

    private const string FindMissing = """
        SELECT given.day FROM #.partition AS p CROSS JOIN LATERAL pg_catalog.generate_series(p.first, LEAST(p.ends, $1) - 1) AS given (day)
        WHERE NOT EXISTS (SELECT 1 FROM #.counted_day AS c WHERE c.day = given.day AND c.kind = 0 AND c.no = 0 AND c.first IS NOT NULL) ORDER BY given.day DESC
        """;

    private const string PutClaim = "INSERT INTO #.counted_day (day, kind, no, claim) VALUES ($1, 0, 0, $2)";
    private const string EndClaim = "UPDATE #.counted_day SET first = $3, last = $4 WHERE day = $1 AND kind = 0 AND no = 0 AND claim = $2";

    private const string PutPart = """
        INSERT INTO #.counted_day (day, kind, no, agent, account, environment, channel, counts, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    // For each counted day, whether it lies entirely within the period, and whether it lies outside. $1 is its first quarter hour, $2 the first after it.
    private const string FindDays = """
        SELECT day, first >= $1 AND last < $2, first >= $2 OR last < $1 FROM #.counted_day AS d WHERE kind = 0 AND no = 0 AND first IS NOT NULL
        """;

    // The latest day with a conversation: a partition may have a year of days to come, and each day to read takes the planner time.
    private const string FindLatest = "SELECT max(day) FROM #.conversation_id";

    private const string FindParts = """
        SELECT c.day, c.counts, c.checksum, c.no FROM #.counted_day AS d JOIN #.counted_day AS c ON c.day = d.day
        WHERE d.kind = 0 AND d.no = 0 AND d.first >= $1 AND d.last < $2 AND c.kind = $3 AND
        """;

    /// <summary>Adds statements that delete the counts of days whose figures the transaction changes. Other locks must be taken before.</summary>
    public static void AddChange(Session session, NpgsqlBatch batch, IEnumerable<int> days)
    {
        int[] changed = [.. days.Distinct().Order()];
        if (changed.Length > 0)
        {
            session.AddTo(batch, Share, changed);
            session.AddTo(batch, Delete, changed);
        }
    }

    /// <summary>Deletes the counts of days in a batch of its own, at the end of the transaction.</summary>
    public static async ValueTask ChangeAsync(Session session, IEnumerable<int> days, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        AddChange(session, batch, days);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the counts of a period that match the filters of a query.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="kind">The kind of counts.</param>
    /// <param name="first">The first quarter hour of the period.</param>
    /// <param name="end">The first quarter hour after the period.</param>
    /// <param name="query">The filters.</param>
    /// <param name="partitions">The partitions with data from the period.</param>
    /// <param name="troubles">Receives reports of damage.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<CountedPeriod> ReadAsync(Session session, CountedDayKind kind, long first, long end, StatisticsQuery query,
        PartitionPeriods partitions, DatabaseTroubles troubles, CancellationToken cancellationToken)
    {
        var counted = new CountedPeriod();
        var damaged = new HashSet<int>();
        var reads = new QueryBatch(session);
        counted.Uncounted.UnionWith(partitions.Newest.SelectMany(static one => one.Days.Days));
        reads.Add(FindLatest, [], row => counted.Uncounted.RemoveWhere(day => row.IsNull(0) || day > row.Int32(0)));
        string within = partitions.Range.And("d");
        reads.Add(FindDays + within, [first, end], row => counted.Add(row.Int32(0), isWhole: row.Flag(1), isOutside: row.Flag(2)));
        var arguments = new SqlArguments();
        arguments.Add(first);
        arguments.Add(end);
        arguments.Add((int)kind);
        reads.Add(FindParts + Filter(query, arguments) + within, arguments.Values, row =>
        {
            byte[] cells = row.Bytes(1);
            if (row.Int64(2) == ChecksumOf(row.Int32(0), row.Int32(3), cells))
            {
                counted.Days[row.Int32(0)].Add(cells);
            }
            else if (damaged.Add(row.Int32(0)))
            {
                troubles.ChecksumFailed();
            }
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (int day in damaged)
        {
            counted.Discard(day);
        }

        return counted;
    }

    /// <summary>The uncounted days before a day that have a partition, latest first; none while another host counts.</summary>
    public static async ValueTask<List<int>> MissingAsync(Session session, int end, CancellationToken cancellationToken)
        => await HasTurnAsync(session, cancellationToken).ConfigureAwait(false)
            ? await session.ListAsync(FindMissing, [end], static row => row.Int32(0), cancellationToken).ConfigureAwait(false)
            : [];

    /// <summary>Takes the lock for counting until the transaction ends; false if another host holds it.</summary>
    public static async ValueTask<bool> HasTurnAsync(Session session, CancellationToken cancellationToken)
        => await session.NumberAsync(TryTurn, [], cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Claims a day, in a transaction of its own, that a later transaction will count.</summary>
    public static async ValueTask ClaimAsync(Session session, int day, long claim, CancellationToken cancellationToken)
    {
        await session.NumberAsync(Lock, [day], cancellationToken).ConfigureAwait(false);
        await session.RunAsync(Delete, [new[] { day }], cancellationToken).ConfigureAwait(false);
        await session.RunAsync(PutClaim, [day, claim], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores the counts, in a transaction of its own, unless the claim was deleted.</summary>
    public static async ValueTask PutAsync(Session session, int day, long claim, DayCount counted, CancellationToken cancellationToken)
    {
        await session.NumberAsync(Lock, [day], cancellationToken).ConfigureAwait(false);
        int claimed = await session.RunAsync(EndClaim, [day, claim, counted.First, counted.Last], cancellationToken).ConfigureAwait(false);
        if (claimed == 0 || (counted.Parts.Count == 0 && counted.Calls.Count == 0))
        {
            return;
        }

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        var all = new CountedPart();
        foreach (var (_, part) in counted.Parts.Where(static part => part.Key.Environment != ConversationEnvironment.Debug))
        {
            all.Add(part);
        }

        Put(CountedDayKind.Statistics, all.ToBytes(), counted.Parts.Select(static part => (part.Key, part.Value.ToBytes())));
        Put(CountedDayKind.Calls, counted.AllCalls.ToBytes(), counted.Calls.Select(static part => (part.Key, part.Value.ToBytes())));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        void Put(CountedDayKind kind, byte[] all, IEnumerable<(DayPart Of, byte[] Cells)> parts)
        {
            int no = All;
            foreach (var (of, cells) in parts.Prepend((new DayPart(null, null, null, null), all)))
            {
                session.AddTo(batch, PutPart, day, (int)kind, no, of.Agent, of.Account, (int?)of.Environment, of.Channel, cells, ChecksumOf(day, no, cells));
                no++;
            }
        }
    }

    // Selects the row of all conversations, or those of each agent, account, environment and channel that match.
    private static string Filter(StatisticsQuery query, SqlArguments arguments) => query.IsUnfiltered
        ? FormattableString.Invariant($" c.no = {All}")
        : FormattableString.Invariant($" c.no > {All} AND {string.Join(" AND ", StatisticsFilter.Conditions(query, arguments))}");

    private static long ChecksumOf(int day, int no, ReadOnlySpan<byte> cells)
    {
        var checksum = new Checksum(day);
        checksum.Add((long)no);
        checksum.Add(cells);
        return checksum.Value;
    }
}
