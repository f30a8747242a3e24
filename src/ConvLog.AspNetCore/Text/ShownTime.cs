using System.Globalization;

namespace ConvLog.AspNetCore.Text;

/// <summary>Moments as the console writes them: in UTC, the same on every machine.</summary>
internal static class ShownTime
{
    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static string Full(DateTimeOffset time) => Format(time, "d MMM yyyy, HH:mm:ss 'UTC'");

    public static string Clock(DateTimeOffset time) => Format(time, "HH:mm:ss");

    /// <summary>As short as it can be told from other moments in a list.</summary>
    public static string Short(DateTimeOffset time, DateTimeOffset now) => (now.UtcDateTime.Date == time.UtcDateTime.Date, now.UtcDateTime.Year == time.UtcDateTime.Year) switch
    {
        (true, _) => Format(time, "HH:mm"),
        (_, true) => Format(time, "d MMM HH:mm"),
        _ => Format(time, "d MMM yyyy"),
    };

    private static string Format(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
