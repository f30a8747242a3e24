using System.IO.Compression;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Pages;

/// <summary>
/// Decides which pages are compressed. A page contains text of outsiders, words of its URL and confidential text, so that the length of a compressed page
/// reveals something about the confidential text to an attacker who can choose the other parts and observe the length (BREACH). Therefore a page is
/// compressed only if the browser confirms that the reader navigated to it from a page of this site or by typing its address; never a page that reveals
/// personal data, and never one that a script loads when new data arrives. The length of the other pages is randomized. See
/// <c>docs/decisions/0009-which-pages-are-compressed.md</c>.
/// </summary>
internal static class PageCompression
{
    /// <summary>The maximum number of random padding bytes.</summary>
    public const int MostPadding = 256;

    /// <summary>The body of a page to send; also sets the headers for its encoding.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reveals">Whether the page may show personal data.</param>
    /// <param name="html">The page.</param>
    public static ReadOnlyMemory<byte> Encode(HttpContext context, bool reveals, ReadOnlyMemory<byte> html)
    {
        var (request, response) = (context.Request, context.Response);
        bool compresses = !reveals && !HttpMethods.IsPost(request.Method) && OriginRule.IsOwnNavigation(request) && GzipCoding.IsAccepted(request);

        // Prevents the host, and proxies that follow the standard, from compressing a page that is not compressed here.
        request.Headers.Remove(HeaderNames.AcceptEncoding);
        response.Headers.CacheControl = $"{response.Headers.CacheControl}, no-transform";
        response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.AcceptEncoding}, {OriginRule.FetchSite}, {OriginRule.FetchMode}");
        if (!compresses)
        {
            return html;
        }

        response.Headers.ContentEncoding = "gzip";
        return GzipCoding.Compress(html.Span, CompressionLevel.Fastest, GzipCoding.RandomPadding(MostPadding));
    }
}
