namespace ConvLog.PostgreSql.Connections;

/// <summary>The partitions, and the times that each has something of: a read looks only into those that have something of its time.</summary>
internal sealed class PartitionPeriods
{
    /// <summary>Finds them (<see cref="PartitionPeriod.Of"/>), in the order of <see cref="Newest"/>.</summary>
    public const string Find = "SELECT first, ends, since, v_until, a_until FROM #.partition ORDER BY first DESC";

    /// <param name="newest">All, the newest first.</param>
    public PartitionPeriods(IReadOnlyList<PartitionPeriod> newest) => Newest = newest;

    /// <summary>All, the newest first.</summary>
    public IReadOnlyList<PartitionPeriod> Newest { get; }

    /// <summary>Those of the moment that a transaction sees; read once.</summary>
    public static async ValueTask<PartitionPeriods> OfAsync(Session session, CancellationToken cancellationToken)
        => session.Periods ??= new(await session.ListAsync(Find, [], PartitionPeriod.Of, cancellationToken).ConfigureAwait(false));

    /// <summary>All as a range.</summary>
    public PartitionRange Range => new(Newest.Select(static one => one.Days));

    /// <summary>Those that may have something of a time, which began before its end and went on until its beginning or after it.</summary>
    /// <param name="from">The first tick; null for any time.</param>
    /// <param name="before">The tick behind the last; null for any time.</param>
    /// <param name="withPii">Whether what is personal counts.</param>
    public PartitionPeriods During(long? from, long? before, bool withPii = false)
        => new([.. Newest.Where(one => !(TicksOf(one.Until(withPii)) <= from) && !(TicksOf(one.Since) >= before))]);

    /// <summary>Those that have some days.</summary>
    public PartitionRange RangeOf(IReadOnlyCollection<int> days)
        => new(Newest.Select(static one => one.Days).Where(span => days.Any(day => span.First <= day && day < span.Ends)));

    /// <summary>When a day begins.</summary>
    public static long TicksOf(int day) => day * TimeSpan.TicksPerDay;
}
