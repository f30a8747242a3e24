using System.Globalization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The retention settings and the latest runs.</summary>
internal sealed record RetentionJson(
    RetentionSettingsJson Settings, DateTimeOffset? NextRunAt, RetentionRunJson? StoppedRun, IEnumerable<RetentionRunJson> Runs);

/// <summary>The retention settings.</summary>
internal readonly struct RetentionSettingsJson(RetentionOptions settings, TimeZoneInfo localZone)
{
    public bool Enabled => settings.Enabled;
    public int Days => settings.Days;
    public int? PersonalDataDays => settings.PersonalDataDays;
    public int? AccessLogDays => settings.AccessLogDays;
    public int BatchSize => settings.BatchSize;
    public string RunAt => settings.RunAt.ToString("HH:mm", CultureInfo.InvariantCulture);
    public string TimeZone => (settings.TimeZone ?? localZone).Id;
    public bool KeepAnnotated => settings.KeepAnnotated;
    public double MostShare => settings.MostShare;
}
