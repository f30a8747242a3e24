using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The cookie that carries a session's token: out of reach of scripts, never sent by another site's page, only to the console's own paths, gone with the
/// browser.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "convlog-session";

    /// <summary>
    /// Over HTTPS: browsers take it from this host only, over HTTPS only, so that neither another host of the domain nor plain HTTP can put one in its place
    /// (RFC 6265bis).
    /// </summary>
    public const string SecureName = "__Host-" + Name;

    // A token is 43 characters; what is much longer is none and need not be hashed.
    private const int MaxLength = 128;

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: > 0 and <= MaxLength } token ? token : null;

    public static void Write(HttpContext context, PathString path, string token)
        => context.Response.Cookies.Append(NameFor(context.Request), token, Options(context.Request, path));

    public static void Delete(HttpContext context, PathString path)
        => context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, path));

    // It goes to all paths of the host then: consoles below different paths keep apart by name.
    private static string NameFor(HttpRequest request) => (request.IsHttps, request.PathBase.HasValue) switch
    {
        (false, _) => Name,
        (true, false) => SecureName,
        _ => $"{SecureName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.PathBase.Value!)).AsSpan(0, 4))}",
    };

    private static CookieOptions Options(HttpRequest request, PathString path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = path.HasValue && !request.IsHttps ? path.ToUriComponent() : "/", // What begins with "__Host-" is for all paths.
        IsEssential = true,
    };
}
