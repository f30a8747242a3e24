using System.Security.Cryptography;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>The state of the files in a folder: names, times and content hashes. Two of them are compared.</summary>
internal static class FolderState
{
    public static IReadOnlyList<string> Of(string folder)
        => [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(static file
            => $"{Path.GetFileName(file)} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];
}
