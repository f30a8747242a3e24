using ConvLog.Storage.Statistics.Changes;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Some calls by the quarters in which they started, to find a change in them.</summary>
/// <param name="quarters">The numbers of the quarters that have calls, in order.</param>
/// <param name="calls">The calls of each of these quarters; several entries for one quarter add up.</param>
internal sealed class CallSample(IReadOnlyList<long> quarters, IReadOnlyList<(int Index, CallQuarter Calls)> calls)
{
    /// <summary>The index of the first quarter with calls.</summary>
    public int First { get; } = calls.Count == 0 ? 0 : calls.Min(static one => one.Index);

    /// <summary>The most likely moment at which a measure changed; null if there are too few calls.</summary>
    public ChangePoint? Find(CallMeasure measure)
    {
        if (measure == CallMeasure.Duration)
        {
            var scan = new RankScan(quarters.Count, DurationBucket.Count, calls.Sum(static one => one.Calls.Duration?.Kept.Length ?? 0));
            foreach (var (index, counted) in calls)
            {
                Add(scan, index, counted.Duration);
            }

            return scan.Find();
        }

        var shares = new (long All, long Counted)[quarters.Count];
        foreach (var (index, counted) in calls)
        {
            ref var share = ref shares[index];
            share = (share.All + counted.Calls, share.Counted + counted.Problems);
        }

        return ShareScan.Find(shares);
    }

    /// <summary>The calls before the quarter with an index.</summary>
    public CallQuarter Before(int index) => Sum(calls.Where(one => one.Index < index));

    /// <summary>The calls in and after the quarter with an index.</summary>
    public CallQuarter Since(int index) => Sum(calls.Where(one => one.Index >= index));

    private static void Add(RankScan scan, int index, DurationHistogram? durations)
    {
        if (durations is null)
        {
            return;
        }

        foreach (long ticks in durations.Kept)
        {
            scan.Add(index, DurationBucket.Of(ticks), 1);
        }

        if (durations.Kept.IsEmpty)
        {
            foreach (var (bucket, count) in durations.Buckets())
            {
                scan.Add(index, bucket, count);
            }
        }
    }

    private static CallQuarter Sum(IEnumerable<(int Index, CallQuarter Calls)> some)
    {
        var sum = new CallQuarter();
        foreach (var (_, counted) in some)
        {
            sum.Add(counted);
        }

        return sum;
    }
}
