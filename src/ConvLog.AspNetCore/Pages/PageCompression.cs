using System.IO.Compression;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Pages;

/// <summary>
/// Decides which pages are compressed. A page contains untrusted text, words of its address and confidential text side by side, so that the length of the
/// compressed page reveals confidential text to an attacker who controls the former and observes the length (BREACH). A page is therefore compressed only if
/// the browser reports that the reader came from a page of this site or typed the address; never if it reveals personal data or is loaded by a script. The
/// length of compressed pages is randomized. See <c>docs/decisions/0009-which-pages-are-compressed.md</c>.
/// </summary>
internal static class PageCompression
{
    /// <summary>The largest number of random bytes that are added.</summary>
    public const int MostPadding = 256;

    /// <summary>The body to send for a page. Sets the headers of its encoding.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reveals">Whether the page may contain personal data.</param>
    /// <param name="html">The page.</param>
    public static ReadOnlyMemory<byte> Encode(HttpContext context, bool reveals, ReadOnlyMemory<byte> html)
    {
        var (request, response) = (context.Request, context.Response);
        bool compresses = !reveals && !HttpMethods.IsPost(request.Method) && OriginRule.IsSameSiteNavigation(request) && GzipCoding.IsAccepted(request);

        // Then neither the host nor a proxy that follows the standard compresses the page.
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
