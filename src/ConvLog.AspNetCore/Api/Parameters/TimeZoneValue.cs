using System.Buffers;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A time zone by its IANA name.</summary>
internal sealed record TimeZoneValue(string Name, string Description) : ApiParameter(Name, Description)
{
    private const int Longest = 64;

    // Time zones are files of the system, so only characters of names are allowed.
    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/");

    public override string Schema => """{"type":"string","maxLength":64}""";

    public TimeZoneInfo Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return TimeZoneInfo.Utc;
        }

        return text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(s_allowed) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            && zone.HasIanaId
            ? zone
            : throw InvalidValue(text, "the IANA name of a time zone, such as Europe/Berlin or UTC");
    }
}
