namespace ConvLog.Storage.Statistics.Changes;

/// <summary>
/// Finds the moment at which values became larger or smaller, by the ranks of the values before and after each moment (Wilcoxon, Mann and Whitney, with
/// midranks for equal values). Ranks make the result independent of the distribution of the values; a few extreme ones have no more weight than others.
/// </summary>
/// <param name="intervals">The number of intervals of the series.</param>
/// <param name="classes">The number of classes of values.</param>
/// <param name="capacity">The expected number of additions.</param>
internal sealed class RankScan(int intervals, int classes, int capacity = 0)
{
    // On each side of the moment, this many values must be expected that are not the most frequent one: fewer have no normal distribution.
    private const double Fewest = 20;

    private readonly List<(int Interval, int Class, long Count)> _values = new(capacity);
    private readonly long[] _classes = new long[classes];
    private long _count;

    /// <summary>Adds equal values of an interval.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="class">The class of the values, in ascending order of the values.</param>
    /// <param name="count">The number of values.</param>
    public void Add(int interval, int @class, long count)
    {
        _values.Add((interval, @class, count));
        _classes[@class] += count;
        _count += count;
    }

    /// <summary>The most likely moment; null if there are too few values.</summary>
    public ChangePoint? Find()
    {
        var (scores, variance) = Scores();
        double[] sums = new double[intervals];
        long[] counts = new long[intervals];
        foreach (var (interval, @class, count) in _values)
        {
            sums[interval] += count * scores[@class]; // Exact: scores are multiples of a half.
            counts[interval] += count;
        }

        double fewest = _count == 0 ? double.PositiveInfinity : Fewest / (1 - ((double)_classes.Max() / _count));
        ChangePoint? best = null;
        double sum = 0;
        long before = 0;
        var (moments, first, last) = (0, 0L, 0L);
        for (int i = 0; i + 1 < intervals; i++)
        {
            sum += sums[i];
            before += counts[i];
            if (before < fewest || _count - before < fewest || counts[i + 1] == 0)
            {
                continue;
            }

            (moments, first, last) = (moments + 1, moments == 0 ? before : first, before);
            double deviation = Math.Sqrt(variance * before * (_count - before) / (_count - 1));
            double score = -sum / deviation;
            if (best is null || Math.Abs(score) > Math.Abs(best.Value.Statistic))
            {
                best = new ChangePoint(i + 1, score, 1);
            }
        }

        return best is { } found
            ? found with { PValue = ScanSignificance.Of(Math.Abs(found.Statistic), moments, (double)first / _count, (double)last / _count) }
            : null;
    }

    // The midrank of each class as its distance from the mean, and the variance of these.
    private (double[] Scores, double Variance) Scores()
    {
        double[] scores = new double[_classes.Length];
        double mean = (_count + 1) / 2.0;
        double squares = 0;
        long below = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = below + ((_classes[i] + 1) / 2.0) - mean;
            squares += _classes[i] * scores[i] * scores[i];
            below += _classes[i];
        }

        return (scores, _count == 0 ? 0 : squares / _count);
    }
}
