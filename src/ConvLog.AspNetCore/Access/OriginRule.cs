using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Keeps pages of other sites from using credentials that a browser adds automatically: a cookie, or the address of this machine. No page can forge the
/// header <c>Sec-Fetch-Site</c> of a browser; programs that are not browsers do not send it and are not restricted by this rule.
/// </summary>
internal static class OriginRule
{
    public const string FetchSite = "Sec-Fetch-Site";
    public const string FetchMode = "Sec-Fetch-Mode";
    private const string FetchDestination = "Sec-Fetch-Dest";

    /// <summary>Whether a form may be posted: only from a page of this site.</summary>
    public static bool AllowsPost(HttpRequest request) => IsSameSite(request) switch
    {
        // A page that sends no referrer has the origin "null"; here Sec-Fetch-Site has already shown that it is a page of this site.
        true => Origin(request) is null or "null" || IsOwnHost(request),
        false => false,
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>
    /// Whether a request may read: from a page of this site, a followed link, a typed address, or a program. A host that allows all origins in CORS does not
    /// thereby open its log.
    /// </summary>
    public static bool AllowsRead(HttpRequest request) => IsSameSite(request) switch
    {
        true => true,
        false => HasHeader(request, FetchMode, "navigate") && HasHeader(request, FetchDestination, "document"),
        null => Origin(request) is null || IsOwnOrigin(request),
    };

    /// <summary>Whether a file may be downloaded: by a link on this site, a typed address, or a program, but not by a link on another site.</summary>
    public static bool AllowsDownload(HttpRequest request) => IsSameSite(request) != false && AllowsRead(request);

    /// <summary>Whether the browser reports a navigation from a page of this site or a typed address, not a load by a script or by another site.</summary>
    public static bool IsSameSiteNavigation(HttpRequest request) => IsSameSite(request) == true && HasHeader(request, FetchMode, "navigate");

    /// <summary>Whether a link on another site was followed.</summary>
    public static bool IsLinkElsewhere(HttpRequest request)
        => HttpMethods.IsGet(request.Method) && IsSameSite(request) == false && AllowsRead(request);

    /// <summary>Whether a browser made the request: other programs do not send the header.</summary>
    public static bool IsOfBrowser(HttpRequest request) => request.Headers.ContainsKey(FetchSite);

    // Null if unknown: an old browser, a program, or a browser over plain HTTP from another machine.
    private static bool? IsSameSite(HttpRequest request)
        => request.Headers.TryGetValue(FetchSite, out var site) ? site.Count == 1 && site[0] is "same-origin" or "none" : null;

    private static string? Origin(HttpRequest request) => request.Headers.TryGetValue(HeaderNames.Origin, out var origin) ? origin.ToString() : null;

    private static bool HasHeader(HttpRequest request, string header, string value) => string.Equals(request.Headers[header], value, StringComparison.Ordinal);

    private static bool IsOwnOrigin(HttpRequest request)
        => string.Equals(Origin(request), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    // Behind a proxy that terminates TLS the scheme differs; the host must not.
    private static bool IsOwnHost(HttpRequest request)
        => Uri.TryCreate(Origin(request), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);

    private static string Authority(HttpRequest request)
        => Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
