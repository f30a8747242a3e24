using System.Diagnostics;
using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>The resources that this process has used so far, or between two times.</summary>
/// <param name="Processor">Processor time in microseconds, of all threads in user and kernel mode.</param>
/// <param name="Written">
/// Bytes passed to write calls, as counted by Linux; 0 on other systems. Its count of bytes for disks, <c>write_bytes</c>, is of no use: where the page cache
/// keeps parts of large files in large units, it counts a whole unit, such as 128 KB, for each page of 4 KB that is written.
/// </param>
internal readonly record struct ProcessUse(double Processor, long Written)
{
    /// <summary>The use so far.</summary>
    public static ProcessUse Now => new(Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds, WrittenBytes());

    /// <summary>The use since an earlier time.</summary>
    public static ProcessUse Since(ProcessUse before)
    {
        var now = Now;
        return new ProcessUse(now.Processor - before.Processor, now.Written - before.Written);
    }

    private static long WrittenBytes()
    {
        const string Counters = "/proc/self/io";
        const string Counter = "wchar: ";
        return File.Exists(Counters)
            ? long.Parse(File.ReadLines(Counters).First(static line => line.StartsWith(Counter, StringComparison.Ordinal)).AsSpan(Counter.Length),
                CultureInfo.InvariantCulture)
            : 0;
    }
}
