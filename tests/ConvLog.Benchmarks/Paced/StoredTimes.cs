using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>The times from the call of an entry, which is its timestamp, to the end of the write that stored it, and the number of writes.</summary>
internal sealed class StoredTimes
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private int _writes;

    /// <summary>Records that a write has just ended.</summary>
    /// <param name="logged">The timestamps of its entries.</param>
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

    /// <summary>Returns the values recorded since the last call.</summary>
    /// <returns>The number of writes, and the median and 99th percentile in milliseconds.</returns>
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
