namespace ConvLog.Storage.Retention;

/// <summary>A time of day by the clock on the wall, as moments. Each day has exactly one.</summary>
/// <param name="runAt">The time of day.</param>
/// <param name="zone">Where the wall is.</param>
internal sealed class DailySchedule(TimeOnly runAt, TimeZoneInfo zone)
{
    // Days at both ends of what a DateTime can say are not looked at: a zone's offset would lead out of it.
    private static readonly TimeSpan s_margin = TimeSpan.FromDays(4);

    /// <summary>The first moment after another, in UTC; the last that there is where time ends first.</summary>
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
            // Clocks were put forward over it: the next time that the wall shows. They are put forward to a full minute.
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        // Clocks are put back over it: the first of the two.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
