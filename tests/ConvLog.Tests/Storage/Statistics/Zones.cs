namespace ConvLog.Tests.Storage.Statistics;

/// <summary>Time zones defined by the tests, independent of the machine's.</summary>
internal static class Zones
{
    public static TimeZoneInfo Fixed(int minutes)
        => TimeZoneInfo.CreateCustomTimeZone($"fixed {minutes}", TimeSpan.FromMinutes(minutes), displayName: null, standardDisplayName: null);

    /// <summary>One hour east; an hour ahead from the last Sunday of March to the last Sunday of October.</summary>
    public static TimeZoneInfo Central { get; } = WithSummer("central", hours: 1, new TimeOnly(2, 0), new TimeOnly(3, 0), ahead: 60);

    /// <summary>Four hours west; the clock changes from 0:00 to 1:00, and from 0:00 to 23:00 of the previous day.</summary>
    public static TimeZoneInfo AtMidnight { get; } = WithSummer("at midnight", hours: -4, new TimeOnly(0, 0), new TimeOnly(0, 0), ahead: 60);

    /// <summary>Four hours west; the clock is set back at one minute past midnight, so that a day begins twice.</summary>
    public static TimeZoneInfo JustAfterMidnight { get; } = WithSummer("just after midnight", hours: -4, new TimeOnly(0, 1), new TimeOnly(0, 1), ahead: 60);

    /// <summary>Ten and a half hours east; half an hour ahead in summer.</summary>
    public static TimeZoneInfo HalfHour { get; } = WithSummer("half an hour", hours: 10.5, new TimeOnly(2, 0), new TimeOnly(2, 0), ahead: 30);

    private static TimeZoneInfo WithSummer(string id, double hours, TimeOnly begins, TimeOnly ends, int ahead)
    {
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromMinutes(ahead), LastSunday(3, begins), LastSunday(10, ends));
        return TimeZoneInfo.CreateCustomTimeZone(id, TimeSpan.FromHours(hours), displayName: null, standardDisplayName: null, daylightDisplayName: null,
            [summer]);
    }

    private static TimeZoneInfo.TransitionTime LastSunday(int month, TimeOnly time)
        => TimeZoneInfo.TransitionTime.CreateFloatingDateRule(DateTime.MinValue.Add(time.ToTimeSpan()), month, week: 5, DayOfWeek.Sunday);
}
