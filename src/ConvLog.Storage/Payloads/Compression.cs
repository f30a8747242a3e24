using System.IO.Compression;

namespace ConvLog.Storage.Payloads;

/// <summary>Makes long payloads of JSON shorter: Brotli behind a byte that no JSON begins with. What would not become shorter stays as it is.</summary>
internal static class Compression
{
    private const byte Mark = 1;
    private const int Least = 200;
    private const int Quality = 5;
    private const int Window = 18;

    public static byte[] Of(byte[] json)
    {
        if (json.Length < Least)
        {
            return json;
        }

        byte[] compressed = new byte[json.Length];
        compressed[0] = Mark;
        return BrotliEncoder.TryCompress(json, compressed.AsSpan(1), out int written, Quality, Window) ? compressed[..(written + 1)] : json;
    }

    /// <summary>The JSON again; the same where it was not compressed.</summary>
    public static byte[] Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty || payload[0] != Mark)
        {
            return payload.ToArray();
        }

        using var source = new MemoryStream(payload[1..].ToArray());
        using var brotli = new BrotliStream(source, CompressionMode.Decompress);
        using var json = new MemoryStream();
        brotli.CopyTo(json);
        return json.ToArray();
    }
}
