using System.IO.Compression;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Assets;

/// <summary>A file of the console. Its name changes with its content, so that browsers may cache it permanently.</summary>
internal sealed record ConsoleAsset(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The content compressed with gzip.</summary>
    public ReadOnlyMemory<byte> Compressed { get; } = GzipCoding.Compress(Content.Span, CompressionLevel.SmallestSize);
}
