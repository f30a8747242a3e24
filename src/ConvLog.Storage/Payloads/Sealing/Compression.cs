using System.IO.Compression;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// Compresses long JSON payloads with Brotli, marked by a first byte that cannot begin JSON. Payloads that would not get shorter are unchanged.
/// </summary>
internal static class Compression
{
    private const byte Mark = 1;
    private const int Least = 200;
    private const int Window = 18;

    // For payloads that are written once and kept for a long time.
    private const int ThoroughQuality = 5;

    // Takes a fifth of the time of the thorough quality, for results that are a fifth longer.
    private const int FastQuality = 1;

    public static byte[] Of(byte[] json)
    {
        if (json.Length < Least)
        {
            return json;
        }

        byte[] shorter = new byte[json.Length];
        return TryCompress(json, shorter, ThoroughQuality, out int length) ? shorter[..length] : json;
    }

    /// <summary>Compresses many concatenated payloads quickly.</summary>
    /// <param name="json">The payloads, the first of which begins with JSON.</param>
    /// <param name="shorter">Receives the input for <see cref="Read(byte[], int)"/>; as long as the payloads.</param>
    /// <param name="length">The length of the result.</param>
    /// <returns>False if the result would not be shorter.</returns>
    public static bool TryCompressFast(ReadOnlySpan<byte> json, Span<byte> shorter, out int length) => TryCompress(json, shorter, FastQuality, out length);

    /// <summary>Decompresses a payload; an uncompressed one is returned unchanged.</summary>
    public static byte[] Read(ReadOnlySpan<byte> payload)
    {
        if (!IsCompressed(payload))
        {
            return payload.ToArray();
        }

        using var source = new MemoryStream(payload[1..].ToArray());
        using var brotli = new BrotliStream(source, CompressionMode.Decompress);
        using var json = new MemoryStream();
        brotli.CopyTo(json);
        return json.ToArray();
    }

    /// <summary>Decompresses a payload of known length; null if the length differs.</summary>
    public static byte[]? Read(byte[] payload, int length)
    {
        if (!IsCompressed(payload))
        {
            return payload.Length == length ? payload : null;
        }

        byte[] json = new byte[length];
        return BrotliDecoder.TryDecompress(payload.AsSpan(1), json, out int written) && written == length ? json : null;
    }

    private static bool IsCompressed(ReadOnlySpan<byte> payload) => !payload.IsEmpty && payload[0] == Mark;

    private static bool TryCompress(ReadOnlySpan<byte> json, Span<byte> shorter, int quality, out int length)
    {
        length = 0;
        if (json.Length < Least || !BrotliEncoder.TryCompress(json, shorter[1..json.Length], out int written, quality, Window))
        {
            return false;
        }

        shorter[0] = Mark;
        length = written + 1;
        return true;
    }
}
