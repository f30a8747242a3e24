using System.Globalization;
using System.Text.Json;

namespace ConvLog.Storage.Serialization;

/// <summary>The formats of time in the compatible API, each as recorded.</summary>
internal static class JsonTimes
{
    /// <summary>Conversations and turns: <c>2026-06-03T13:18:06.370000+00:00</c>.</summary>
    public static string Api(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>Metrics: <c>2026-06-03T13:19:19.757917</c>, in UTC without a suffix.</summary>
    public static string Metric(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>Starts of function events, RFC 1123: <c>Wed, 03 Jun 2026 13:18:09 GMT</c>.</summary>
    public static string FunctionStart(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads any of these formats; a time without a zone is UTC.</summary>
    public static DateTimeOffset Parse(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new JsonException($"'{text}' is not a time.");
}
