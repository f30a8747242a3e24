using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>How much calls differ from earlier ones.</summary>
/// <param name="Size">
/// Of durations, the probability that a later call takes longer than an earlier one, minus ½; of problems, the increase of their share. Positive for a rise.
/// </param>
/// <param name="Error">The standard error of the size.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallDifference(double Size, double Error)
{
    // Fewer calls show nothing.
    private const int Fewest = 20;

    /// <summary>The difference between two sets of calls; null if one has too few.</summary>
    public static CallDifference? Of(CallMeasure measure, CallQuarter before, CallQuarter after)
        => measure == CallMeasure.Duration ? OfDurations(before.Duration, after.Duration) : OfProblems(before, after);

    private static CallDifference? OfDurations(DurationHistogram? before, DurationHistogram? after)
    {
        if (before is null || after is null || before.Count < Fewest || after.Count < Fewest)
        {
            return null;
        }

        long[] earlier = new long[DurationBucket.Count];
        foreach (var (bucket, count) in before.Buckets())
        {
            earlier[bucket] = count;
        }

        double longer = 0;
        long below = 0;
        int next = 0;
        foreach (var (bucket, count) in after.Buckets())
        {
            for (; next < bucket; next++)
            {
                below += earlier[next];
            }

            longer += count * (below + (earlier[bucket] / 2.0));
        }

        // The error without a difference, which is larger than that with one.
        return new((longer / before.Count / after.Count) - 0.5, Math.Sqrt(((1.0 / before.Count) + (1.0 / after.Count)) / 12));
    }

    private static CallDifference? OfProblems(CallQuarter before, CallQuarter after)
    {
        if (before.Calls < Fewest || after.Calls < Fewest)
        {
            return null;
        }

        double share = (double)(before.Problems + after.Problems) / (before.Calls + after.Calls);
        return new(ShareOf(after) - ShareOf(before), Math.Sqrt(share * (1 - share) * ((1.0 / before.Calls) + (1.0 / after.Calls))));
    }

    private static double ShareOf(CallQuarter calls) => (double)calls.Problems / calls.Calls;
}
