using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>How a viewer wants the console to look, from two cookies of theirs. What they hold is nobody's secret, and what cannot be meant counts as not set.</summary>
/// <param name="Theme">The colours.</param>
/// <param name="Zone">The time zone of shown times.</param>
internal sealed record Preferences(Theme Theme, TimeZoneInfo Zone)
{
    private const string ThemeCookie = "convlog-theme";
    private const string ZoneCookie = "convlog-zone";
    private const int LongestZone = 64;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(365);

    public static Preferences Of(HttpRequest request) => new(ThemeOf(request.Cookies[ThemeCookie]), ZoneOf(request.Cookies[ZoneCookie]) ?? TimeZoneInfo.Utc);

    /// <summary>The theme of a name; the system's where it is none.</summary>
    public static Theme ThemeOf(string? name) => name switch
    {
        "light" => Theme.Light,
        "dark" => Theme.Dark,
        _ => Theme.System,
    };

    /// <summary>The time zone of an IANA name; null where this machine knows none of it.</summary>
    public static TimeZoneInfo? ZoneOf(string? name)
        => name is { Length: > 0 and <= LongestZone } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    public void Write(HttpContext context, PathString path)
    {
        context.Response.Cookies.Append(ThemeCookie, Theme.ToString().ToLowerInvariant(), Options(context.Request, path));
        context.Response.Cookies.Append(ZoneCookie, Zone.Id, Options(context.Request, path));
    }

    private static CookieOptions Options(HttpRequest request, PathString path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = path.HasValue ? path.ToUriComponent() : "/",
        MaxAge = s_kept,
        IsEssential = true,
    };
}
