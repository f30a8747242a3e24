using System.IO.Compression;

namespace ConvLog.AspNetCore.Assets;

/// <summary>A file of the console. Its name changes with its content, so that a browser may keep it for good.</summary>
internal sealed record ConsoleAsset(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The content compressed with gzip.</summary>
    public ReadOnlyMemory<byte> Compressed { get; } = Compress(Content.Span);

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
