using System.IO.Compression;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Pages;

/// <summary>
/// Which pages are compressed. A page shows text of outsiders, words of its address and confidential text side by side, so that the length of a compressed one
/// tells whoever can choose the former and sees the length something of the latter (BREACH). So a page is compressed only if the browser vouches that the
/// reader came to it by an own page or by typing its address; never one that reveals personal data, and none that a script loads when something arrives. The
/// length of the others is blurred. See <c>docs/decisions/0009-which-pages-are-compressed.md</c>.
/// </summary>
internal static class PageCompression
{
    /// <summary>The largest number of random bytes that are added.</summary>
    public const int MostPadding = 256;

    /// <summary>The body to send for a page, with the headers that say how it is encoded.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reveals">Whether the page may show personal data.</param>
    /// <param name="html">The page.</param>
    public static ReadOnlyMemory<byte> Encode(HttpContext context, bool reveals, ReadOnlyMemory<byte> html)
    {
        var (request, response) = (context.Request, context.Response);
        bool compresses = !reveals && !HttpMethods.IsPost(request.Method) && OriginRule.IsOwnNavigation(request) && GzipCoding.IsAccepted(request);

        // Neither the host nor a proxy that keeps to the standard compresses what this leaves as it is.
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
