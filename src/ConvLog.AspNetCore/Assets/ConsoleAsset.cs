namespace ConvLog.AspNetCore.Assets;

/// <summary>A file of the console. Its name changes with its content, so that a browser may keep it for good.</summary>
internal sealed record ConsoleAsset(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
