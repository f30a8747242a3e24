namespace ConvLog.Benchmarks.Ingest;

/// <summary>Medians and percentiles of measured values.</summary>
internal static class Statistic
{
    /// <summary>The value that this share of the values does not exceed, or the default value if there are none.</summary>
    public static T? Percentile<T>(IEnumerable<T> values, double share)
    {
        T[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? default : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
    }

    /// <summary>The median of a figure over rounds.</summary>
    public static double Median<T>(IEnumerable<T> rounds, Func<T, double> figure) => Percentile(rounds.Select(figure), 0.5);
}
