using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Prevents pages of other sites from acting or reading with credentials that a browser adds automatically: a cookie, or the address of this machine. A page
/// cannot forge the browser's <c>Sec-Fetch-Site</c>; programs other than browsers do not send it and are not affected by this rule.
/// </summary>
internal static class OriginRule
{
    public const string FetchSite = "Sec-Fetch-Site";
    public const string FetchMode = "Sec-Fetch-Mode";
    private const string FetchDestination = "Sec-Fetch-Dest";

    /// <summary>Whether a form may be posted: only from a page of this site.</summary>
    public static bool AllowsPost(HttpRequest request) => OwnSite(request) switch
    {
        // "null" is the origin of a page that sends no referrer; the browser has already confirmed the site.
        true => Origin(request) is null or "null" || IsOwnHost(request),
        false => false,
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>
    /// Whether something may be read: by a page of this site, by following a link or typing an address, or by a program. A host that allows all origins does
    /// not thereby expose its log.
    /// </summary>
    public static bool AllowsRead(HttpRequest request) => OwnSite(request) switch
    {
        true => true,
        false => Says(request, FetchMode, "navigate") && Says(request, FetchDestination, "document"),
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>Whether a file may be downloaded: by a link of a page of this site, a typed address, or a program, but not by a link on another site.</summary>
    public static bool AllowsDownload(HttpRequest request) => OwnSite(request) != false && AllowsRead(request);

    /// <summary>Whether a browser confirms that the reader navigated from a page of this site or a typed address, and not another page or a script.</summary>
    public static bool IsOwnNavigation(HttpRequest request) => OwnSite(request) == true && Says(request, FetchMode, "navigate");

    /// <summary>Whether a browser made the request: other programs do not send <c>Sec-Fetch-Site</c>.</summary>
    public static bool IsOfBrowser(HttpRequest request) => request.Headers.ContainsKey(FetchSite);

    // Null if unknown: from an old browser, a program, or any browser that used plain HTTP from another machine.
    private static bool? OwnSite(HttpRequest request)
        => request.Headers.TryGetValue(FetchSite, out var site) ? site.Count == 1 && site[0] is "same-origin" or "none" : null;

    private static string? Origin(HttpRequest request) => request.Headers.TryGetValue(HeaderNames.Origin, out var origin) ? origin.ToString() : null;

    private static bool Says(HttpRequest request, string header, string value) => string.Equals(request.Headers[header], value, StringComparison.Ordinal);

    private static bool IsOwnOrigin(HttpRequest request)
        => string.Equals(Origin(request), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    // Behind a proxy that terminates TLS the scheme differs; the host must not.
    private static bool IsOwnHost(HttpRequest request)
        => Uri.TryCreate(Origin(request), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);

    private static string Authority(HttpRequest request)
        => Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
