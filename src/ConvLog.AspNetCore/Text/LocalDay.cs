namespace ConvLog.AspNetCore.Text;

/// <summary>Days of a time zone.</summary>
internal static class LocalDay
{
    /// <summary>The time when a day begins.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15); // If clocks are set forward at midnight.
        }

        // If clocks are set back to midnight, the day begins at the first midnight.
        return new DateTimeOffset(midnight, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight));
    }

    /// <summary>The day of a point in time.</summary>
    public static DateOnly Of(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
