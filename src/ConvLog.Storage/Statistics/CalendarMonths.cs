namespace ConvLog.Storage.Statistics;

/// <summary>The calendar months of a period.</summary>
internal static class CalendarMonths
{
    /// <summary>The months that a period overlaps, in order, each with the part of the period in it.</summary>
    /// <param name="query">The period and its time zone.</param>
    /// <exception cref="ArgumentException">The period is empty or overlaps more than <see cref="ModelMonth.MaxCount"/> months.</exception>
    public static IReadOnlyList<(DateOnly Month, StatisticsQuery Part)> Of(StatisticsQuery query)
    {
        var (first, end) = StatisticsReport.QuartersOf(query);
        var months = new List<(DateOnly, StatisticsQuery)>();
        while (first < end)
        {
            var day = StatisticsReport.LocalDay(first, query.TimeZone);
            var month = new DateOnly(day.Year, day.Month, 1);
            long next = month.Year == DateOnly.MaxValue.Year && month.Month == 12
                ? end : Math.Min(end, FirstQuarterOf(month.AddMonths(1), first, query.TimeZone));
            months.Add((month, query with { From = QuarterHour.StartOf(first), To = QuarterHour.StartOf(next) }));
            first = next;
        }

        return months.Count <= ModelMonth.MaxCount
            ? months
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"Models by month from {query.From:O} to {query.To:O}: these are more than {ModelMonth.MaxCount} months. Ask for a shorter time."),
                nameof(query));
    }

    // By bisection, so that a month begins with the same quarter as its first day, whatever the clock does at midnight. The given quarter is before that day.
    private static long FirstQuarterOf(DateOnly day, long before, TimeZoneInfo zone)
    {
        long midnight = QuarterHour.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var (low, high) = (Math.Max(before, midnight - QuarterHour.PerDay), midnight + QuarterHour.PerDay);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = StatisticsReport.LocalDay(middle, zone) < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
