using System.Globalization;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The settings of retention in words.</summary>
internal static class RetentionText
{
    public static string Conversations(RetentionOptions options) => $"deleted {Days(options.Days)} after last activity";

    public static string PersonalData(RetentionOptions options)
        => options.PersonalDataDays is { } days ? $"deleted {Days(days)} after last activity; redacted content is kept" : "deleted with its conversation";

    public static string AccessLog(RetentionOptions options) => options.AccessLogDays is { } days ? $"records deleted after {Days(days)}" : "kept indefinitely";

    public static string DailyRun(RetentionOptions options, TimeZoneInfo zone)
    {
        string when = string.Create(CultureInfo.InvariantCulture,
            $"at {options.RunAt:HH:mm} ({zone.Id}), in batches of {ShownNumber.Count(options.BatchSize)} conversations");
        return options.Enabled ? when : $"off; when enabled, {when}";
    }

    /// <summary>A share from 0 to 1: <c>12 %</c>, <c>0.4 %</c>; shares near 0 or 1 are never rounded to 0 % or 100 %.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.001 => "<\u00A00.1\u00A0%",
        > 0.999 and < 1 => ">\u00A099.9\u00A0%",
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}\u00A0%"),
    };

    private static string Days(int days) => ShownNumber.Count(days, "day", "days");
}
