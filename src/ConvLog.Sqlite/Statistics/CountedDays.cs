using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Stored statistics of past days: counted once, and kept until a write changes the counted records (<see cref="DayChanges"/>). A day without stored
/// statistics, or with damaged ones, is counted from turns and calls.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="kind">The kind of counts.</param>
internal sealed class CountedDays(Session session, CountedDayKind kind)
{
    /// <summary>Ticks of a day.</summary>
    public const long Ticks = TimeSpan.TicksPerDay;

    /// <summary>The parts of counted days, those of the latest first. Parameters: kind, first day, first day after the period.</summary>
    /// <remarks>From the index, without the counts, which take most of the time to read: a query needs few of the parts.</remarks>
    public const string Find = """
        SELECT day, dims FROM counted_day INDEXED BY counted_day_part
        WHERE kind = ?1 AND day >= ?2 AND day < ?3 AND (dims <> 0 OR counts IS NOT NULL) ORDER BY day DESC, dims DESC
        """;

    private const string FindPart = "SELECT counts, checksum FROM counted_day WHERE kind = ?1 AND day = ?2 AND dims = ?3";
    private const string FindNumbers = "SELECT day FROM counted_day WHERE kind = ?1 AND dims = 0 AND counts IS NOT NULL";
    private const string Delete = "DELETE FROM counted_day WHERE kind = ?1 AND day = ?2";
    private const string PutClaim = "INSERT INTO counted_day (kind, day, dims, claim) VALUES (?1, ?2, 0, ?3)";
    private const string PutFirst = "UPDATE counted_day SET counts = ?4, checksum = ?5 WHERE kind = ?1 AND day = ?2 AND dims = 0 AND claim = ?3";
    private const string PutPart = "INSERT INTO counted_day (kind, day, dims, claim, counts, checksum) VALUES (?1, ?2, ?6, ?3, ?4, ?5)";

    /// <summary>The day of the first model call on or after a day.</summary>
    public const string NextOfModelCalls = "SELECT min(started) / 864000000000 FROM model_call WHERE started >= ?1 * 864000000000";

    /// <summary>The first day, on or after a day, on which a conversation started.</summary>
    public const string NextOfConversations = """
        SELECT min(created) / 864000000000
        FROM (SELECT min(created) AS created FROM conversation INDEXED BY conversation_created WHERE listed = 0 AND created >= ?1 * 864000000000
              UNION ALL SELECT min(created) FROM conversation INDEXED BY conversation_created WHERE listed = 1 AND created >= ?1 * 864000000000)
        """;

    /// <summary>The counted days that are completely in a period, the latest first, each with the requested parts.</summary>
    /// <param name="first">The first tick of the period.</param>
    /// <param name="end">The first tick after it.</param>
    /// <param name="isAsked">Whether the part with these dims is requested.</param>
    /// <param name="read">Reads the counts of a part.</param>
    /// <param name="troubles">Reports damage.</param>
    public IEnumerable<(long Day, List<T> Parts)> Read<T>(long first, long end, Func<long, bool> isAsked, CountsReader<T> read, DatabaseTroubles troubles)
    {
        long? day = null;
        List<T>? parts = null;
        var rows = session[Find].Bind(1, (long)kind).Bind(2, (first / Ticks) + (first % Ticks == 0 ? 0 : 1)).Bind(3, end / Ticks);
        while (rows.Step())
        {
            var (at, dims) = (rows.Int64(0), rows.Int64(1));
            if (at != day)
            {
                if (parts is not null)
                {
                    yield return (day!.Value, parts);
                }

                (day, parts) = (at, []);
            }

            if (parts is not null && isAsked(dims) && !TryAdd(at, dims, read, parts))
            {
                parts = null;
                troubles.ChecksumFailed();
            }
        }

        if (parts is not null)
        {
            yield return (day!.Value, parts);
        }
    }

    /// <summary>The days before a day that may have something to count and are not counted, in order.</summary>
    public List<long> Missing(long end)
    {
        HashSet<long> counted = [.. session[FindNumbers].Bind(1, (long)kind).Numbers()];
        var missing = new List<long>();
        var next = NextDay();
        for (long? day = next(Math.Max(0, end - StatisticsReport.MaxDays)); day < end; day = next(day.Value + 1))
        {
            if (!counted.Contains(day.Value))
            {
                missing.Add(day.Value);
            }
        }

        return missing;
    }

    /// <summary>
    /// Claims a day, in a transaction that writes, before it is counted by reads that begin afterwards. A later change of the day removes the claim.
    /// </summary>
    public void Claim(long day, long claim)
    {
        session[Delete].Bind(1, (long)kind).Bind(2, day).Run();
        session[PutClaim].Bind(1, (long)kind).Bind(2, day).Bind(3, claim).Run();
    }

    /// <summary>Stores the counts of a day, in a transaction that writes, unless the claim was removed.</summary>
    /// <param name="day">The day.</param>
    /// <param name="claim">The claim under which it was counted.</param>
    /// <param name="parts">Its parts, beginning with the one for all dims.</param>
    public void Put(long day, long claim, IReadOnlyList<CountedDayPart> parts)
    {
        if (Bound(PutFirst, day, claim, parts[0]).RunAndCount() > 0)
        {
            foreach (var part in parts.Skip(1))
            {
                Bound(PutPart, day, claim, part).Bind(6, part.Dims).Run();
            }
        }
    }

    // False if the part is damaged.
    private bool TryAdd<T>(long day, long dims, CountsReader<T> read, List<T> parts)
    {
        var row = session[FindPart].Bind(1, (long)kind).Bind(2, day).Bind(3, dims);
        row.Step();
        var counts = row.Bytes(0);
        bool isIntact = row.OptionalInt64(1) == ChecksumOf(day, dims, counts);
        if (isIntact)
        {
            parts.Add(read(counts));
        }

        row.Reset();
        return isIntact;
    }

    private Statement Bound(string sql, long day, long claim, CountedDayPart part)
        => session[sql].Bind(1, (long)kind).Bind(2, day).Bind(3, claim).BindBlob(4, part.Cells).Bind(5, ChecksumOf(day, part.Dims, part.Cells));

    // The first day, on or after a day, that may have something to count.
    private Func<long, long?> NextDay()
    {
        if (kind != CountedDayKind.Statistics)
        {
            return day => session[NextOfConversations].Bind(1, day).Scalar();
        }

        var conversations = new PeriodConversations(session);
        return day => Earlier(conversations.NextDay(day), session[NextOfModelCalls].Bind(1, day).Scalar());
    }

    private static long? Earlier(long? one, long? other) => one is null || other < one ? other : one;

    private long ChecksumOf(long day, long dims, ReadOnlySpan<byte> cells)
    {
        var checksum = new Checksum((long)kind);
        checksum.Add(day);
        checksum.Add(dims);
        checksum.Add(cells);
        return checksum.Value;
    }
}

/// <summary>Reads the counts of a part of a day.</summary>
/// <param name="counts">The stored bytes, which are valid only during the call.</param>
internal delegate T CountsReader<out T>(ReadOnlySpan<byte> counts);
