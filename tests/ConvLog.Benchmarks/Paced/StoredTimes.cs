using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>How long entries took from their call, whose time they have, to the end of the write that stored them, and in how many writes.</summary>
internal sealed class StoredTimes
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private int _writes;

    /// <summary>Notes that a write has just ended.</summary>
    /// <param name="logged">When each of its entries was logged.</param>
    public void Add(IEnumerable<DateTimeOffset> logged)
    {
        var now = TimeProvider.System.GetUtcNow();
        lock (_lock)
        {
            _writes++;
            foreach (var time in logged)
            {
                _milliseconds.Add((now - time).TotalMilliseconds);
            }
        }
    }

    /// <summary>Returns what was noted since the last time.</summary>
    /// <returns>The number of writes; the median and the 99th percentile in milliseconds.</returns>
    public (int Writes, double Median, double Slow) Take()
    {
        lock (_lock)
        {
            var taken = (_writes, Statistic.Percentile(_milliseconds, 0.5), Statistic.Percentile(_milliseconds, 0.99));
            _writes = 0;
            _milliseconds.Clear();
            return taken;
        }
    }
}
