using System.Globalization;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// The buckets of durations (<see cref="DurationBucket"/>) in SQL. The server also calculates with integers, so its buckets are the same as those of this host.
/// </summary>
internal static class DurationBuckets
{
    // The first value of each power of two whose buckets are wider than those before.
    private static readonly string s_doublings =
        string.Join(',', Enumerable.Range(7, 56).Select(static bits => (1L << bits).ToString(CultureInfo.InvariantCulture)));

    /// <summary>The number of the bucket of a duration; null for null.</summary>
    /// <param name="ticks">The duration's column, in ticks.</param>
    public static string Of(string ticks)
    {
        string doubling = $"width_bucket({NotNegative(ticks)}, ARRAY[{s_doublings}]::bigint[])";
        return $"CASE WHEN {ticks} IS NOT NULL THEN ({doubling} << 6) + ({NotNegative(ticks)} >> {doubling}) END";
    }

    /// <summary>
    /// All durations of a row grouped by bucket; null if they are more than are kept (<see cref="DurationHistogram.MostKept"/>).
    /// </summary>
    /// <param name="ticks">The duration's column, in ticks.</param>
    public static string Each(string ticks)
        => $"CASE WHEN count(*) BETWEEN 2 AND {DurationHistogram.MostKept.ToString(CultureInfo.InvariantCulture)} THEN array_agg({NotNegative(ticks)}) END";

    /// <summary>A duration, or 0 if it is negative, which no clock should measure; null for null.</summary>
    public static string NotNegative(string ticks) => $"CASE WHEN {ticks} < 0 THEN 0 ELSE {ticks} END";
}
