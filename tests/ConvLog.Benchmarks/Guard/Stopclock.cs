using System.Diagnostics;

namespace ConvLog.Benchmarks.Guard;

/// <summary>Time and memory of a thousand calls, per call.</summary>
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
