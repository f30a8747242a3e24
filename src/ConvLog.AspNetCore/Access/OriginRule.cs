using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Keeps pages of other sites from acting or reading with what a browser adds by itself: a cookie, or the address of this machine. What a browser says in
/// <c>Sec-Fetch-Site</c> no page can forge; a program that is no browser says nothing and is not what this rule is about.
/// </summary>
internal static class OriginRule
{
    public const string FetchSite = "Sec-Fetch-Site";
    public const string FetchMode = "Sec-Fetch-Mode";
    private const string FetchDestination = "Sec-Fetch-Dest";

    /// <summary>Whether a form may be posted: from an own page.</summary>
    public static bool AllowsPost(HttpRequest request) => OwnSite(request) switch
    {
        // "null" is what a page that sends no referrer says of itself; here the browser has vouched for it already.
        true => Origin(request) is null or "null" || IsOwnHost(request),
        false => false,
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>
    /// Whether something may be read: by an own page, by following a link or typing an address, or by a program. A host that allows all origins does not open
    /// its log with that.
    /// </summary>
    public static bool AllowsRead(HttpRequest request) => OwnSite(request) switch
    {
        true => true,
        false => Says(request, FetchMode, "navigate") && Says(request, FetchDestination, "document"),
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>Whether a file may be downloaded: by a link of an own page, a typed address, or a program. A link on another site does not.</summary>
    public static bool AllowsDownload(HttpRequest request) => OwnSite(request) != false && AllowsRead(request);

    /// <summary>Whether a browser says that the reader came by an own page or a typed address: no other page made it load this one, nor did a script.</summary>
    public static bool IsOwnNavigation(HttpRequest request) => OwnSite(request) == true && Says(request, FetchMode, "navigate");

    /// <summary>Whether a browser made the request: programs do not say where it stands that makes it.</summary>
    public static bool IsOfBrowser(HttpRequest request) => request.Headers.ContainsKey(FetchSite);

    // Null: not told, by an old browser, a program, or any browser that came over plain HTTP from another machine.
    private static bool? OwnSite(HttpRequest request)
        => request.Headers.TryGetValue(FetchSite, out var site) ? site.Count == 1 && site[0] is "same-origin" or "none" : null;

    private static string? Origin(HttpRequest request) => request.Headers.TryGetValue(HeaderNames.Origin, out var origin) ? origin.ToString() : null;

    private static bool Says(HttpRequest request, string header, string value) => string.Equals(request.Headers[header], value, StringComparison.Ordinal);

    private static bool IsOwnOrigin(HttpRequest request)
        => string.Equals(Origin(request), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    // Behind a proxy that ends TLS the scheme differs; the host may not.
    private static bool IsOwnHost(HttpRequest request)
        => Uri.TryCreate(Origin(request), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);

    private static string Authority(HttpRequest request)
        => Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
