using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Statistics of days that are over as rows: counted once, and there as long as nothing changes what they count (<see cref="DayChanges"/>). A day that has
/// none, or a damaged one, is counted from turns and calls.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="kind">What is counted.</param>
internal sealed class CountedDays(Session session, CountedDayKind kind)
{
    /// <summary>Ticks of a day.</summary>
    public const long Ticks = TimeSpan.TicksPerDay;

    /// <summary>Days that are counted, the latest first: kind, first day, first that is not asked for.</summary>
    public const string Find = """
        SELECT day, cells, checksum FROM counted_day WHERE kind = ?1 AND day >= ?2 AND day < ?3 AND cells IS NOT NULL ORDER BY day DESC
        """;

    private const string FindNumbers = "SELECT day FROM counted_day WHERE kind = ?1 AND cells IS NOT NULL";
    private const string PutClaim = "INSERT OR REPLACE INTO counted_day (kind, day, claim) VALUES (?1, ?2, ?3)";
    private const string PutCells = "UPDATE counted_day SET cells = ?4, checksum = ?5 WHERE kind = ?1 AND day = ?2 AND claim = ?3";

    /// <summary>The first day from one on with something that is counted by model and variant.</summary>
    public const string NextOfModels = """
        SELECT min(day) FROM (SELECT min(quarter) / 96 AS day FROM active WHERE quarter >= ?1 * 96
                              UNION ALL SELECT min(started) / 864000000000 FROM model_call WHERE started >= ?1 * 864000000000)
        """;

    /// <summary>The first day from one on on which a conversation started.</summary>
    public const string NextOfCalls = """
        SELECT min(created) / 864000000000
        FROM (SELECT min(created) AS created FROM conversation INDEXED BY conversation_created WHERE listed = 0 AND created >= ?1 * 864000000000
              UNION ALL SELECT min(created) FROM conversation INDEXED BY conversation_created WHERE listed = 1 AND created >= ?1 * 864000000000)
        """;

    /// <summary>The days that a time has whole and that are counted, the latest first.</summary>
    /// <param name="first">The first tick of the time.</param>
    /// <param name="end">The first that counts no more.</param>
    /// <param name="troubles">Where damage is told.</param>
    public IEnumerable<(long Day, byte[] Cells)> Read(long first, long end, DatabaseTroubles troubles)
    {
        var rows = session[Find].Bind(1, (long)kind).Bind(2, (first / Ticks) + (first % Ticks == 0 ? 0 : 1)).Bind(3, end / Ticks);
        while (rows.Step())
        {
            long day = rows.Int64(0);
            byte[] cells = rows.Bytes(1).ToArray();
            if (rows.OptionalInt64(2) == ChecksumOf(day, cells))
            {
                yield return (day, cells);
            }
            else
            {
                troubles.ChecksumFailed();
            }
        }
    }

    /// <summary>The days before one that have something to count and are not counted, in order.</summary>
    public List<long> Missing(long end)
    {
        var counted = new HashSet<long>();
        var rows = session[FindNumbers].Bind(1, (long)kind);
        while (rows.Step())
        {
            counted.Add(rows.Int64(0));
        }

        var missing = new List<long>();
        for (long? day = Next(0); day < end; day = Next(day.Value + 1))
        {
            if (!counted.Contains(day.Value))
            {
                missing.Add(day.Value);
            }
        }

        return missing;
    }

    /// <summary>
    /// Says, in a transaction that writes, that a day is about to be counted, by reads that begin after it. What changes the day from then on takes the claim
    /// away.
    /// </summary>
    public void Claim(long day, long claim) => session[PutClaim].Bind(1, (long)kind).Bind(2, day).Bind(3, claim).Run();

    /// <summary>Keeps what was counted, in a transaction that writes, unless the claim is gone.</summary>
    public void Put(long day, long claim, byte[] cells)
        => session[PutCells].Bind(1, (long)kind).Bind(2, day).Bind(3, claim).BindBlob(4, cells).Bind(5, ChecksumOf(day, cells)).Run();

    private long? Next(long day) => session[kind == CountedDayKind.Models ? NextOfModels : NextOfCalls].Bind(1, day).Scalar();

    private long ChecksumOf(long day, ReadOnlySpan<byte> cells)
    {
        var checksum = new Checksum((long)kind);
        checksum.Add(day);
        checksum.Add(cells);
        return checksum.Value;
    }
}
