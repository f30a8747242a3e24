using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>The content coding gzip (RFC 9110, section 8.4.1.3).</summary>
internal static class GzipCoding
{
    // RFC 1952: the flags are the fourth byte of a header of ten; a name follows the header and ends with a zero.
    private const int HeaderLength = 10;
    private const int FlagsAt = 3;
    private const byte HasName = 8;

    /// <summary>Whether the client accepts it.</summary>
    public static bool IsAccepted(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
        .Any(static coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    /// <param name="content">The body.</param>
    /// <param name="level">The compression level.</param>
    /// <param name="padding">The number of bytes to add to its header, which clients skip.</param>
    public static byte[] Compress(ReadOnlySpan<byte> content, CompressionLevel level, int padding = 0)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level))
        {
            gzip.Write(content);
        }

        byte[] plain = compressed.ToArray();
        if (padding == 0)
        {
            return plain;
        }

        byte[] padded = new byte[plain.Length + padding];
        plain.AsSpan(0, HeaderLength).CopyTo(padded);
        padded[FlagsAt] |= HasName;
        padded.AsSpan(HeaderLength, padding - 1).Fill((byte)'x');
        plain.AsSpan(HeaderLength).CopyTo(padded.AsSpan(HeaderLength + padding));
        return padded;
    }

    /// <summary>A random number of bytes to pad with, from a cryptographic generator: at least 1.</summary>
    /// <param name="most">The maximum.</param>
    public static int RandomPadding(int most) => RandomNumberGenerator.GetInt32(1, most + 1);
}
