using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>What this process has used until now, or between two moments.</summary>
/// <param name="Processor">Processor time in microseconds, of all threads, in the process and in the kernel.</param>
/// <param name="Written">
/// Bytes given to disks, as Linux counts them: pages of the file system, not what a disk makes of them. 0 on other systems.
/// </param>
internal readonly record struct ProcessUse(double Processor, long Written)
{
    /// <summary>The use until now.</summary>
    public static ProcessUse Now => new(Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds, WrittenBytes());

    /// <summary>The use from an earlier moment until now.</summary>
    public static ProcessUse Since(ProcessUse before)
    {
        var now = Now;
        return new ProcessUse(now.Processor - before.Processor, now.Written - before.Written);
    }

    private static long WrittenBytes()
    {
        const string Counters = "/proc/self/io";
        const string Counter = "write_bytes: ";
        return File.Exists(Counters)
            ? long.Parse(File.ReadLines(Counters).First(static line => line.StartsWith(Counter, StringComparison.Ordinal)).AsSpan(Counter.Length),
                CultureInfo.InvariantCulture)
            : 0;
    }
}
