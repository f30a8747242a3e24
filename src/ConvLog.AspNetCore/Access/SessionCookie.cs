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

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)] is { Length: > 0 and <= MaxLength } token ? token : null;

    public static void Write(HttpContext context, string path, string token)
        => context.Response.Cookies.Append(NameFor(context), token, Options(context.Request, path));

    public static void Delete(HttpContext context, string path)
        => context.Response.Cookies.Delete(NameFor(context), Options(context.Request, path));

    // Consoles below different prefixes keep apart by name: over HTTPS the cookie goes to all paths of the host, and one at the root has all paths below it.
    private static string NameFor(HttpContext context)
    {
        string name = context.Request.IsHttps ? SecureName : Name;
        string prefix = EndpointPrefix.Of(context);
        return prefix.Length == 0 ? name : $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prefix)).AsSpan(0, 4))}";
    }

    private static CookieOptions Options(HttpRequest request, string path) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = path.Length > 0 && !request.IsHttps ? path : "/", // What begins with "__Host-" is for all paths.
        IsEssential = true,
    };
}
