namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>How retention is set, for the page.</summary>
/// <param name="Options">The settings.</param>
/// <param name="NextRunAt">When it runs next; null where it runs only on demand.</param>
/// <param name="Zone">Where the time of the daily run is told.</param>
internal sealed record RetentionSettings(RetentionOptions Options, DateTimeOffset? NextRunAt, TimeZoneInfo Zone)
{
    public static RetentionSettings Of(ConversationRetention retention, TimeProvider time)
    {
        var options = retention.Settings;
        return new(options, retention.NextRunAt, options.TimeZone ?? time.LocalTimeZone);
    }
}
