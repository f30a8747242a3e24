namespace ConvLog.Storage.Statistics;

/// <summary>
/// Quarters of an hour in UTC, numbered from the year 1: the unit of statistics, since the offset of every time zone in use is a whole number of them.
/// </summary>
internal static class QuarterHour
{
    /// <summary>Quarters in a day of 24 hours.</summary>
    public const int PerDay = 96;

    /// <summary>The length of a quarter.</summary>
    public const long Ticks = 15 * TimeSpan.TicksPerMinute;

    /// <summary>The quarter that holds a time.</summary>
    public static long Of(DateTimeOffset time) => time.UtcTicks / Ticks;

    /// <summary>The first quarter that begins at or after a time.</summary>
    public static long AtOrAfter(DateTimeOffset time) => (time.UtcTicks + Ticks - 1) / Ticks;

    /// <summary>The start of a quarter, capped at the maximum time.</summary>
    public static DateTimeOffset StartOf(long quarter) => new(Math.Min(quarter, DateTime.MaxValue.Ticks / Ticks) * Ticks, TimeSpan.Zero);
}
