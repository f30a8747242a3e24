namespace ConvLog.Storage.Statistics.Changes;

/// <summary>
/// Finds the moment at which the share of some values became larger or smaller, by the likelihood ratio of one share for the whole series against one before
/// and one after each moment. Unlike a difference of shares, it is not misled by rare values.
/// </summary>
internal static class ShareScan
{
    private const long Fewest = 20;
    private const long FewestOfBoth = 10;

    /// <summary>The most likely moment; null if there are too few values.</summary>
    /// <param name="intervals">For each interval the number of all values, and of those in question.</param>
    public static ChangePoint? Find(IReadOnlyList<(long All, long Counted)> intervals)
    {
        long all = intervals.Sum(static interval => interval.All);
        long counted = intervals.Sum(static interval => interval.Counted);
        if (counted < FewestOfBoth || all - counted < FewestOfBoth)
        {
            return null;
        }

        ChangePoint? best = null;
        var (moments, first, last) = (0, 0L, 0L);
        var (before, countedBefore) = (0L, 0L);
        for (int i = 0; i + 1 < intervals.Count; i++)
        {
            (before, countedBefore) = (before + intervals[i].All, countedBefore + intervals[i].Counted);
            if (before < Fewest || all - before < Fewest || intervals[i + 1].All == 0)
            {
                continue;
            }

            (moments, first, last) = (moments + 1, moments == 0 ? before : first, before);
            double score = Math.Sqrt(Math.Max(0, 2 * (LogLikelihood(before, countedBefore) + LogLikelihood(all - before, counted - countedBefore)
                - LogLikelihood(all, counted))));
            if (best is null || score > Math.Abs(best.Value.Statistic))
            {
                // A rise if the share after the moment is above the share before.
                bool isRise = (Int128)(counted - countedBefore) * before > (Int128)countedBefore * (all - before);
                best = new ChangePoint(i + 1, isRise ? score : -score, 1);
            }
        }

        return best is { } found
            ? found with { PValue = ScanSignificance.Of(Math.Abs(found.Statistic), moments, (double)first / all, (double)last / all) }
            : null;
    }

    private static double LogLikelihood(long all, long counted) => Term(counted, all) + Term(all - counted, all);

    private static double Term(long part, long all) => part == 0 ? 0 : part * Math.Log((double)part / all);
}
