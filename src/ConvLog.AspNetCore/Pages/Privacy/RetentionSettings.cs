namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The retention settings for the page.</summary>
/// <param name="Options">The settings.</param>
/// <param name="NextRunAt">The time of the next run; null if it only runs on demand.</param>
/// <param name="Zone">The time zone of the daily run.</param>
internal sealed record RetentionSettings(RetentionOptions Options, DateTimeOffset? NextRunAt, TimeZoneInfo Zone)
{
    public static RetentionSettings Of(ConversationRetention retention, TimeProvider time)
    {
        var options = retention.Settings;
        return new(options, retention.NextRunAt, options.TimeZone ?? time.LocalTimeZone);
    }
}
