using System.Numerics;

namespace ConvLog.Storage.Statistics;

/// <summary>
/// The buckets of a <see cref="DurationHistogram"/>: one for each tick below 128 ticks (12.8 µs), then 64 of equal width for each doubling.
/// The width of a bucket is at most 1/64 of its lower bound, so its middle differs by at most 1/128 (0.79 %) from any duration in it.
/// </summary>
/// <remarks>
/// Integers only, no logarithm, so that all machines use the same buckets. Equal widths also leave room for the middle to be a whole
/// tick; steps that grow with γ = 1.01/0.99 do not: 50 and 51 ticks would share one, and no tick is within 1 % of both.
/// </remarks>
internal static class DurationBucket
{
    /// <summary>The number of buckets. The last one holds the longest possible duration.</summary>
    public const int Count = 58 * PerOctave;

    /// <summary>The number of buckets for each doubling of the duration.</summary>
    public const int PerOctave = 1 << Bits;

    private const int Bits = 6;

    /// <summary>The bucket of a duration in ticks, 0 or more.</summary>
    public static int Of(long ticks)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - Bits);
        return (shift << Bits) + (int)(ticks >> shift);
    }

    /// <summary>The middle of a bucket, in ticks.</summary>
    public static long Middle(int bucket)
    {
        int shift = Math.Max(0, (bucket >> Bits) - 1);
        return ((bucket - ((long)shift << Bits)) << shift) + ((1L << shift) >> 1);
    }
}
