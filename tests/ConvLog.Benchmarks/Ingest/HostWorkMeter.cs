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
    /// <param name="kept">The size of the files; null where it is not known.</param>
    public HostWorkResult Indexed(long? kept) => new(
        EntriesPerSecond: _entries / Stopwatch.GetElapsedTime(_begun, _stored).TotalSeconds,
        Processor: (Process.GetCurrentProcess().TotalProcessorTime - _processor).TotalMicroseconds / _entries,
        Allocated: (GC.GetTotalAllocatedBytes(precise: true) - _allocated) / (double)_entries,
        Written: (WrittenBytes() - _written) / (double)_entries,
        Kept: kept / (double)_entries,
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

/// <summary>What a round of <see cref="HostWork"/> took; what is counted in bytes and microseconds of the processor is by entry.</summary>
/// <param name="EntriesPerSecond">How many were stored in a second.</param>
/// <param name="Processor">Processor time in microseconds, index included.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Kept">Bytes of the files.</param>
/// <param name="Call">Percentiles of a call of the log, in microseconds.</param>
/// <param name="Wait">Percentiles of the wait at the end of a conversation, in milliseconds.</param>
/// <param name="IndexedAfter">Seconds until the index had all.</param>
internal sealed record HostWorkResult(double EntriesPerSecond, double Processor, double Allocated, double Written, double? Kept, double[] Call, double[] Wait,
    double IndexedAfter)
{
    /// <summary>The median of each figure.</summary>
    public static HostWorkResult Median(IReadOnlyList<HostWorkResult> rounds) => new(
        Of(rounds, static round => round.EntriesPerSecond),
        Of(rounds, static round => round.Processor),
        Of(rounds, static round => round.Allocated),
        Of(rounds, static round => round.Written),
        rounds[0].Kept is null ? null : Of(rounds, static round => round.Kept!.Value),
        [.. rounds[0].Call.Select((_, i) => Of(rounds, round => round.Call[i]))],
        [.. rounds[0].Wait.Select((_, i) => Of(rounds, round => round.Wait[i]))],
        Of(rounds, static round => round.IndexedAfter));

    /// <summary>The cells of a table's row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{EntriesPerSecond:N0} | {Processor:0.0} | {Allocated:N0} | {Written:N0} | {Kept:N0} | {Call[0]:0.0}, {Call[1]:0.0}, {Call[2]:0} | "
            + $"{Wait[0]:0.0}, {Wait[1]:0.0} | {IndexedAfter:0.00} s");

    private static double Of(IReadOnlyList<HostWorkResult> rounds, Func<HostWorkResult, double> figure)
        => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
}
