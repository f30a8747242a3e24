using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>Measures one round of <see cref="HostWork"/>, from its making on.</summary>
internal sealed class HostWorkMeter
{
    private readonly TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly long _written = WrittenBytes();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _stored;
    private int _entries;

    /// <summary>How long each call of the log took, in ticks of the stopwatch.</summary>
    public List<long> Calls { get; } = new(50_000);

    /// <summary>How long each conversation waited until all of it was stored.</summary>
    public List<long> Waits { get; } = [];

    /// <summary>All is stored.</summary>
    public void Stored(int entries) => (_entries, _stored) = (entries, Stopwatch.GetTimestamp());

    /// <summary>All is indexed.</summary>
    public HostWorkResult Indexed() => new(
        EntriesPerSecond: _entries / Stopwatch.GetElapsedTime(_begun, _stored).TotalSeconds,
        Processor: (Process.GetCurrentProcess().TotalProcessorTime - _processor).TotalMicroseconds / _entries,
        Allocated: (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / (double)_entries,
        Written: (WrittenBytes() - _written) / (double)_entries,
        Kept: null,
        Call: [Percentile(Calls, 0.5), Percentile(Calls, 0.99), Percentile(Calls, 0.999)],
        Wait: [Percentile(Waits, 0.5) / 1_000, Percentile(Waits, 0.99) / 1_000],
        IndexedAfter: Stopwatch.GetElapsedTime(_stored).TotalSeconds);

    // In microseconds.
    private static double Percentile(List<long> ticks, double share)
    {
        ticks.Sort();
        return ticks[(int)Math.Min(ticks.Count - 1, ticks.Count * share)] * 1_000_000.0 / Stopwatch.Frequency;
    }

    // What this process gave to disks, as Linux counts it: pages of the file system, not what a disk makes of them. 0 on other systems.
    private static long WrittenBytes()
    {
        const string Counters = "/proc/self/io";
        const string Written = "write_bytes: ";
        return File.Exists(Counters)
            ? long.Parse(File.ReadLines(Counters).First(static line => line.StartsWith(Written, StringComparison.Ordinal)).AsSpan(Written.Length),
                CultureInfo.InvariantCulture)
            : 0;
    }
}
