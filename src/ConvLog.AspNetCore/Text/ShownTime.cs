using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>Formats times in the viewer's time zone, in the same way on every machine.</summary>
internal static class ShownTime
{
    /// <summary>The value of the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time for an address, to the second.</summary>
    public static string Address(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Full(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return $"{Format(local, "d MMM yyyy, HH:mm:ss")} {Offset(local.Offset)}";
    }

    public static string Clock(DateTimeOffset time, TimeZoneInfo zone) => Format(TimeZoneInfo.ConvertTime(time, zone), "HH:mm:ss");

    /// <summary>A day as a heading.</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day without the year.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>A calendar month.</summary>
    /// <param name="month">Its first day.</param>
    public static string Month(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The value of a browser's field for a date and time.</summary>
    public static string Field(DateTimeOffset time, TimeZoneInfo zone) => Format(TimeZoneInfo.ConvertTime(time, zone), "yyyy-MM-dd'T'HH:mm");

    /// <summary>
    /// Parses the value of such a field in the viewer's time zone, see <see cref="OfLocal"/>; null if the value has its own time zone or is invalid.
    /// </summary>
    public static DateTimeOffset? OfField(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        return OfLocal(local, zone);
    }

    /// <summary>The time of a clock in a time zone. An hour that is skipped when clocks are set forward becomes the next one.</summary>
    public static DateTimeOffset OfLocal(DateTime local, TimeZoneInfo zone)
        => new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone), TimeSpan.Zero);

    /// <summary>A time to the second, for lists with times close to each other; without the day if it is today.</summary>
    public static string WithSeconds(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone));
        return Format(local, today.Date == local.Date ? "HH:mm:ss" : today.Year == local.Year ? "d MMM HH:mm:ss" : "d MMM yyyy HH:mm:ss");
    }

    /// <summary>A time in the shortest form that is still clear in a list.</summary>
    public static string Short(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone));
        return (today.Date == local.Date, today.Year == local.Year) switch
        {
            (true, _) => Format(local, "HH:mm"),
            (_, true) => Format(local, "d MMM HH:mm"),
            _ => Format(local, "d MMM yyyy"),
        };
    }

    /// <summary>A range: <c>20 Nov</c> for a whole day, <c>20 Nov to 22 Nov</c> for several, else with times of day.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public static string Range(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (first, end) = (TimeZoneInfo.ConvertTime(from, zone).DateTime, TimeZoneInfo.ConvertTime(to, zone).DateTime);
        if (first.TimeOfDay != TimeSpan.Zero || end.TimeOfDay != TimeSpan.Zero)
        {
            return $"{Format(from, zone)} to {(first.Date == end.Date ? end.ToString("HH:mm", CultureInfo.InvariantCulture) : Format(to, zone))}";
        }

        var (firstDay, lastDay) = (DateOnly.FromDateTime(first), DateOnly.FromDateTime(end).AddDays(-1));
        return lastDay <= firstDay ? Day(firstDay) : $"{Day(firstDay)} to {Day(lastDay)}";

        static string Format(DateTimeOffset time, TimeZoneInfo zone) => ShownTime.Format(TimeZoneInfo.ConvertTime(time, zone), "d MMM HH:mm");
    }

    // "UTC", "UTC+5:45", "UTC−8".
    private static string Offset(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
        {
            return "UTC";
        }

        string minutes = offset.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Math.Abs(offset.Minutes):00}");
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{Math.Abs(offset.Hours)}{minutes}");
    }

    private static string Format(DateTimeOffset time, string format) => time.DateTime.ToString(format, CultureInfo.InvariantCulture);
}
