using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api;

/// <summary>The compression of a request body. Middleware of the host that decompresses bodies removes the header; ConvLog itself decompresses none.</summary>
internal static class BodyCoding
{
    private const string None = "identity";

    /// <exception cref="ApiProblemException">The body is still compressed.</exception>
    public static void RefuseUnknown(HttpRequest request)
    {
        foreach (string? coding in request.Headers.GetCommaSeparatedValues(HeaderNames.ContentEncoding))
        {
            if (!string.Equals(coding, None, StringComparison.OrdinalIgnoreCase))
            {
                request.HttpContext.Response.Headers.AcceptEncoding = None;
                throw new ApiProblemException(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type",
                    $"The app does not decompress Content-Encoding: {Text.Printable.Line(coding, 64)}. Send the body uncompressed.");
            }
        }
    }
}
