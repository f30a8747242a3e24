using System.Security.Cryptography;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>All that can be told of a folder's files from outside: names, bytes, times. Two of them are compared.</summary>
internal static class FolderState
{
    public static IReadOnlyList<string> Of(string folder)
        => [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(static file
            => $"{Path.GetFileName(file)} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];
}
