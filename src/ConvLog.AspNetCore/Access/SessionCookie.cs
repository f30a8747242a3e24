using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The cookie with a session's token: not readable by scripts, never sent with requests from other sites, limited to the console's own paths, and deleted
/// when the browser is closed.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "convlog-session";

    /// <summary>
    /// The name over HTTPS. Browsers accept it only from this host and over HTTPS, so that neither another host of the domain nor plain HTTP can replace it
    /// (RFC 6265bis).
    /// </summary>
    public const string SecureName = "__Host-" + Name;

    // A token has 43 characters; much longer values are not tokens and need not be hashed.
    private const int MaxLength = 128;

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)] is { Length: > 0 and <= MaxLength } token ? token : null;

    public static void Write(HttpContext context, string path, string token)
        => context.Response.Cookies.Append(NameFor(context), token, Options(context.Request, path));

    public static void Delete(HttpContext context, string path)
        => context.Response.Cookies.Delete(NameFor(context), Options(context.Request, path));

    // Consoles below different prefixes use different names: over HTTPS the cookie is sent to all paths of the host, and one at the root covers all paths.
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
        Path = path.Length > 0 && !request.IsHttps ? path : "/", // The prefix "__Host-" requires the path "/".
        IsEssential = true,
    };
}
