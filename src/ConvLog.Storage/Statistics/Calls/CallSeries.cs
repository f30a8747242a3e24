namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// The intervals of a period: hours, six hours, days or weeks of the query's time zone, whichever gives at most about 130. They begin and end with quarters of
/// an hour, so the first and the last may be shorter.
/// </summary>
internal sealed class CallSeries
{
    private static readonly (int Days, long Length)[] s_lengths =
        [(2, TimeSpan.TicksPerHour), (14, 6 * TimeSpan.TicksPerHour), (124, TimeSpan.TicksPerDay), (int.MaxValue, 7 * TimeSpan.TicksPerDay)];

    private readonly List<long> _starts = [];

    /// <param name="query">The period.</param>
    /// <param name="isExact">Whether the period is used exactly; otherwise it is rounded to quarters of an hour.</param>
    public CallSeries(StatisticsQuery query, bool isExact = false)
    {
        (long first, long end) = StatisticsReport.QuartersOf(query);
        (FirstTick, EndTick) = isExact ? (query.From.UtcTicks, query.To.UtcTicks) : (first * QuarterHour.Ticks, end * QuarterHour.Ticks);

        // One hour more than the limit is allowed, because the end of a period that ends now is rounded up.
        long length = s_lengths.First(known => end - first <= (long)known.Days * QuarterHour.PerDay + 4).Length;
        long? last = null;
        for (long quarter = first; quarter < end; quarter++)
        {
            var start = QuarterHour.StartOf(quarter);
            long interval = Math.Max(0, start.UtcTicks + query.TimeZone.GetUtcOffset(start).Ticks) / length;
            if (interval != last)
            {
                _starts.Add(start.UtcTicks);
                last = interval;
            }
        }
    }

    /// <summary>Calls that started at or after this are counted.</summary>
    public long FirstTick { get; }

    /// <summary>Calls that started before this are counted.</summary>
    public long EndTick { get; }

    /// <summary>The number of intervals.</summary>
    public int Count => _starts.Count;

    public DateTimeOffset StartOf(int interval) => new(_starts[interval], TimeSpan.Zero);

    public bool Includes(DateTimeOffset time) => time.UtcTicks is var ticks && ticks >= FirstTick && ticks < EndTick;

    /// <summary>The index of the interval that includes a time.</summary>
    public int IndexOf(DateTimeOffset time) => _starts.BinarySearch(time.UtcTicks) is var found && found >= 0 ? found : ~found - 1;
}
