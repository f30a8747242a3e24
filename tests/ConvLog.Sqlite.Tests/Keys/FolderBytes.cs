using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>All bytes of all files in a folder, to search for texts that must not be there.</summary>
internal sealed class FolderBytes
{
    private readonly List<(string Name, byte[] Bytes)> _files = [];

    public FolderBytes(string folder)
    {
        foreach (string path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            _files.Add((Path.GetFileName(path), bytes));
        }
    }

    public IEnumerable<string> Names => _files.Select(static file => file.Name).Order(StringComparer.Ordinal);

    /// <summary>The files that contain a text, in UTF-8 or UTF-16, in its own case or in lower case.</summary>
    public IEnumerable<string> Holding(string text)
        => Forms(text).SelectMany(form => FilesWith(form.Bytes).Select(file => $"{file} holds {text} in {form.Name}"));

    /// <summary>The files that contain an unkeyed hash of a text.</summary>
    public IEnumerable<string> HoldingHashOf(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        (string Name, byte[] Hash)[] hashes =
        [
            ("SHA-256", SHA256.HashData(utf8)), ("SHA-1", SHA1.HashData(utf8)), ("SHA-512", SHA512.HashData(utf8)), ("MD5", MD5.HashData(utf8)),
                ("HMAC without key", HMACSHA256.HashData(Array.Empty<byte>(), utf8)),
        ];
        foreach (var (name, hash) in hashes)
        {
            foreach (byte[] form in (byte[][])[hash, Encoding.UTF8.GetBytes(Convert.ToHexString(hash)),
                Encoding.UTF8.GetBytes(Convert.ToHexString(hash).ToLowerInvariant()), Encoding.UTF8.GetBytes(Convert.ToBase64String(hash))])
            {
                foreach (string file in FilesWith(form))
                {
                    yield return $"{file} holds {name} of {text}";
                }
            }
        }
    }

    private IEnumerable<string> FilesWith(byte[] form) => _files.Where(file => file.Bytes.AsSpan().IndexOf(form) >= 0).Select(static file => file.Name);

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string text)
    {
        foreach (string written in (string[])[text, text.ToLowerInvariant()])
        {
            yield return ("UTF-8", Encoding.UTF8.GetBytes(written));
            yield return ("UTF-16", Encoding.Unicode.GetBytes(written));
            yield return ("UTF-16, big endian", Encoding.BigEndianUnicode.GetBytes(written));
        }
    }
}
