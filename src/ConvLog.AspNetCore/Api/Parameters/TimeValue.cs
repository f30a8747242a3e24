using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A time in ISO 8601 with a time zone.</summary>
internal sealed record TimeValue(string Name, string Description) : QueryValue<DateTimeOffset?>(Name, Description)
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public override string Schema => """{"type":"string","format":"date-time"}""";

    public override DateTimeOffset? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        // In a query, a plus sign that was not encoded has become a space.
        string given = text.Replace(' ', '+');
        return DateTimeOffset.TryParseExact(given, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw InvalidValue(text, "a time such as 2026-11-20T09:00:00Z, or a day such as 2026-11-20 (from midnight UTC)");
    }
}
