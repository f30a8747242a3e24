using System.IO.Compression;

namespace ConvLog.Storage.Payloads;

/// <summary>Makes long payloads of JSON shorter: Brotli behind a byte that no JSON begins with. What would not become shorter stays as it is.</summary>
internal static class Compression
{
    private const byte Mark = 1;
    private const int Least = 200;
    private const int Window = 18;

    // For what is written once and is read for long.
    private const int ThoroughQuality = 5;

    // A fifth of that one's time, for results that are a fifth longer.
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

    /// <summary>Compresses many payloads, one behind the other, as fast as that pays.</summary>
    /// <param name="json">The payloads, the first of which begins with JSON.</param>
    /// <param name="shorter">Takes what <see cref="Read(byte[], int)"/> is to be given; as long as the payloads.</param>
    /// <param name="length">How long that is.</param>
    /// <returns>False where it would not become shorter.</returns>
    public static bool TryCompressFast(ReadOnlySpan<byte> json, Span<byte> shorter, out int length) => TryCompress(json, shorter, FastQuality, out length);

    /// <summary>The JSON again; the same where it was not compressed.</summary>
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

    /// <summary>The JSON again, whose length is known; null where it has another one.</summary>
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
