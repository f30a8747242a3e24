using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>The cookie that carries a session's token: out of reach of scripts, never sent by another site's page, only to the console's own paths, gone with the browser.</summary>
internal static class SessionCookie
{
    public const string Name = "convlog-session";

    // A token is 43 characters; what is much longer is none and need not be hashed.
    private const int MaxLength = 128;

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= MaxLength } token ? token : null;

    public static void Write(HttpContext context, PathString path, string token) => context.Response.Cookies.Append(Name, token, Options(context.Request, path));

    public static void Delete(HttpContext context, PathString path) => context.Response.Cookies.Delete(Name, Options(context.Request, path));

    private static CookieOptions Options(HttpRequest request, PathString path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = path.HasValue ? path.ToUriComponent() : "/",
        IsEssential = true,
    };
}
