namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The settings of retention for the page.</summary>
/// <param name="Options">The settings.</param>
/// <param name="NextRunAt">The time of the next run; null if it runs only on demand.</param>
/// <param name="Zone">The time zone in which the time of the daily run is shown.</param>
internal sealed record RetentionSettings(RetentionOptions Options, DateTimeOffset? NextRunAt, TimeZoneInfo Zone)
{
    public static RetentionSettings Of(ConversationRetention retention, TimeProvider time)
    {
        var options = retention.Settings;
        return new(options, retention.NextRunAt, options.TimeZone ?? time.LocalTimeZone);
    }
}
