using System.Diagnostics;

namespace ConvLog.Benchmarks.Guard;

/// <summary>The time and allocations per call, measured over a thousand calls.</summary>
internal static class Stopclock
{
    public static double Nanoseconds(Action thousand)
    {
        long start = Stopwatch.GetTimestamp();
        thousand();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / GuardedCalls.Calls;
    }

    public static double Bytes(Action thousand)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        thousand();
        return Math.Floor((GC.GetAllocatedBytesForCurrentThread() - before) / (double)GuardedCalls.Calls);
    }
}
