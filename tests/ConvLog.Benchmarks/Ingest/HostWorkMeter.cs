using System.Diagnostics;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>Measures one round of <see cref="HostRounds"/>, starting with its construction.</summary>
internal sealed class HostWorkMeter
{
    private readonly ProcessUse _used = ProcessUse.Now;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _stored;
    private int _entries;

    /// <summary>The duration of each log call in stopwatch ticks.</summary>
    public List<long> Calls { get; } = new(50_000);

    /// <summary>How long each conversation waited until it was stored.</summary>
    public List<long> Waits { get; } = [];

    /// <summary>Records that everything is stored.</summary>
    public void Stored(int entries) => (_entries, _stored) = (entries, Stopwatch.GetTimestamp());

    /// <summary>Records that everything is indexed, and returns the result.</summary>
    public HostWorkResult Indexed()
    {
        var used = ProcessUse.Since(_used);
        return new HostWorkResult(
            EntriesPerSecond: _entries / Stopwatch.GetElapsedTime(_begun, _stored).TotalSeconds,
            Processor: used.Processor / _entries,
            Allocated: (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / (double)_entries,
            Written: used.Written / (double)_entries,
            Kept: null,
            Call: [Percentile(Calls, 0.5), Percentile(Calls, 0.99), Percentile(Calls, 0.999)],
            Wait: [Percentile(Waits, 0.5) / 1_000, Percentile(Waits, 0.99) / 1_000],
            IndexedAfter: Stopwatch.GetElapsedTime(_stored).TotalSeconds);
    }

    // In microseconds.
    private static double Percentile(List<long> ticks, double share) => Statistic.Percentile(ticks, share) * 1_000_000.0 / Stopwatch.Frequency;
}
