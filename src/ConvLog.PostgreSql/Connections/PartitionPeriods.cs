namespace ConvLog.PostgreSql.Connections;

/// <summary>The partitions and the time ranges of their data, so that a read only queries partitions with data from its time range.</summary>
internal sealed class PartitionPeriods
{
    /// <summary>The query for them (<see cref="PartitionPeriod.Of"/>), in the order of <see cref="Newest"/>.</summary>
    public const string Find = "SELECT first, ends, since, v_until, a_until FROM #.partition ORDER BY first DESC";

    private readonly int _all;

    /// <param name="newest">All partitions, newest first.</param>
    public PartitionPeriods(IReadOnlyList<PartitionPeriod> newest)
        : this(newest, newest.Count)
    {
    }

    private PartitionPeriods(IReadOnlyList<PartitionPeriod> newest, int all) => (Newest, _all) = (newest, all);

    /// <summary>The partitions, newest first.</summary>
    public IReadOnlyList<PartitionPeriod> Newest { get; }

    /// <summary>The partitions in the snapshot of a transaction; read once.</summary>
    public static async ValueTask<PartitionPeriods> OfAsync(Session session, CancellationToken cancellationToken)
        => session.Periods ??= new(await session.ListAsync(Find, [], PartitionPeriod.Of, cancellationToken).ConfigureAwait(false));

    /// <summary>The range of these partitions. If there are no others, it names none: for a condition on the day, which few indexes have, rows are
    /// read.</summary>
    public PartitionRange Range => Newest.Count == _all ? PartitionRange.All : new(Newest.Select(static one => one.Days));

    /// <summary>The partitions that may have data from a time range: data that began before its end and continued until its start or later.</summary>
    /// <param name="from">The first tick; null for no limit.</param>
    /// <param name="before">The tick after the last; null for no limit.</param>
    /// <param name="withPii">Whether personal data counts.</param>
    public PartitionPeriods During(long? from, long? before, bool withPii = false)
        => new([.. Newest.Where(one => !(TicksOf(one.Until(withPii)) <= from) && !(TicksOf(one.Since) >= before))], _all);

    /// <summary>The partitions of given days.</summary>
    public PartitionRange RangeOf(IReadOnlyCollection<int> days)
        => new(Newest.Select(static one => one.Days).Where(span => days.Any(day => span.First <= day && day < span.Ends)));

    /// <summary>The first tick of a day.</summary>
    public static long TicksOf(int day) => day * TimeSpan.TicksPerDay;
}
