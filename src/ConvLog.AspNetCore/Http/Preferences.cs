using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;
using CookieHeaderValue = Microsoft.Net.Http.Headers.CookieHeaderValue;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// A viewer's display preferences, stored in cookies. They contain no secrets; invalid values count as not set.
/// </summary>
/// <param name="Theme">The theme.</param>
/// <param name="ChosenZone">The time zone of displayed times; null for the browser's.</param>
/// <param name="ChosenNumbers">The number format; null for that of the browser's language.</param>
internal sealed record Preferences(Theme Theme, TimeZoneInfo? ChosenZone, NumberForm? ChosenNumbers)
{
    private const string ThemeCookie = "convlog-theme";
    private const string ZoneCookie = "convlog-zone";
    private const string NumbersCookie = "convlog-numbers";
    private const string LayersCookie = "convlog-layers";

    // Set by preferences.js.
    private const string BrowsersZoneCookie = "convlog-zone-auto";
    private const int LongestZone = 64;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(365);

    /// <summary>The browser's time zone; null if its script has not set it.</summary>
    public TimeZoneInfo? BrowsersZone { get; private init; }

    /// <summary>The number format of the browser's language.</summary>
    public NumberForm BrowsersNumbers { get; private init; } = NumberForm.English;

    /// <summary>The layers of the review page.</summary>
    public Layers Layers { get; private init; } = Layers.Of(hidden: null);

    /// <summary>The time zone of displayed times.</summary>
    public TimeZoneInfo Zone => ChosenZone ?? BrowsersZone ?? TimeZoneInfo.Utc;

    /// <summary>The number format.</summary>
    public NumberForm Numbers => ChosenNumbers ?? BrowsersNumbers;

    public static Preferences Of(HttpRequest request)
    {
        _ = CookieHeaderValue.TryParseList(request.Headers.Cookie, out var cookies);
        return new(ThemeOf(Cookie(ThemeCookie)), ZoneOf(Cookie(ZoneCookie)), NumberForm.Named(Cookie(NumbersCookie)))
        {
            BrowsersZone = ZoneOf(Cookie(BrowsersZoneCookie)),
            BrowsersNumbers = AcceptedLanguages.NumbersOf(request),
            Layers = Layers.Of(Cookie(LayersCookie)),
        };

        // The first of a name: browsers send a cookie of this console before one of a parent path (RFC 6265, section 5.4). Request.Cookies has the last.
        string? Cookie(string name) => cookies?.FirstOrDefault(cookie => cookie.Name.Equals(name, StringComparison.Ordinal))?.Value.Value is { } value
            ? Uri.UnescapeDataString(value) : null;
    }

    /// <summary>The theme of a name; the system's if it is unknown.</summary>
    public static Theme ThemeOf(string? name) => name switch
    {
        "light" => Theme.Light,
        "dark" => Theme.Dark,
        _ => Theme.System,
    };

    /// <summary>The time zone of an IANA name; null if it is unknown on this machine.</summary>
    public static TimeZoneInfo? ZoneOf(string? name)
        => name is { Length: > 0 and <= LongestZone } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Stores the settings of the preferences page.</summary>
    public void Write(HttpContext context, string path)
    {
        SetCookie(context, path, ThemeCookie, Theme.ToString().ToLowerInvariant());
        SetCookie(context, path, ZoneCookie, ChosenZone?.Id);
        SetCookie(context, path, NumbersCookie, ChosenNumbers?.Language);
    }

    /// <summary>Stores the shown layers.</summary>
    public static void Write(HttpContext context, string path, Layers layers) => SetCookie(context, path, LayersCookie, layers.ToString());

    private static void SetCookie(HttpContext context, string path, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            context.Response.Cookies.Delete(name, Options(context.Request, path));
        }
        else
        {
            context.Response.Cookies.Append(name, value, Options(context.Request, path));
        }
    }

    private static CookieOptions Options(HttpRequest request, string path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = path.Length > 0 ? path : "/",
        MaxAge = s_kept,
        IsEssential = true,
    };
}
