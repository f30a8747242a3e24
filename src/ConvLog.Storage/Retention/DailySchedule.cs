namespace ConvLog.Storage.Retention;

/// <summary>The moments of a daily local time. Each day has exactly one.</summary>
/// <param name="runAt">The time of day.</param>
/// <param name="zone">The time zone of the local time.</param>
internal sealed class DailySchedule(TimeOnly runAt, TimeZoneInfo zone)
{
    // Days at both ends of the range of DateTime are skipped, since a zone's offset would overflow it.
    private static readonly TimeSpan s_margin = TimeSpan.FromDays(4);

    /// <summary>The first moment after a time, in UTC; the maximum time if there is none.</summary>
    public DateTimeOffset After(DateTimeOffset now)
    {
        if (now > DateTimeOffset.MaxValue - s_margin)
        {
            return DateTimeOffset.MaxValue;
        }

        var from = now < DateTimeOffset.MinValue + s_margin ? DateTimeOffset.MinValue + s_margin : now;
        for (var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1); ; date = date.AddDays(1))
        {
            var moment = On(date);
            if (moment > now)
            {
                return moment;
            }
        }
    }

    private DateTimeOffset On(DateOnly date)
    {
        var local = date.ToDateTime(runAt);
        if (zone.IsInvalidTime(local))
        {
            // The local time is skipped when clocks go forward: use the next valid one, which is a full minute.
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        // The local time occurs twice when clocks go back: use the first.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
