using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>The hash of an API key and its reader.</summary>
internal sealed record ApiKey(byte[] Sha256, Reader Reader, ConvLogPermissions Permissions)
{
    /// <summary>The number of characters below which a key can be guessed.</summary>
    public const int ShortestSafe = 20;

    /// <summary>Whether the key is shorter than <see cref="ShortestSafe"/>.</summary>
    public bool IsShort { get; init; }

    /// <summary>The default name of the header that carries the key.</summary>
    public const string DefaultHeader = "X-API-KEY";

    public const int MaxLength = 512;

    private static readonly SearchValues<char> s_visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c)]);

    public static bool IsWellFormed(string key) => key.Length is > 0 and <= MaxLength && !key.AsSpan().ContainsAnyExcept(s_visible);

    /// <summary>The message for an unknown key.</summary>
    public static string NotValid(string header) => $"The API key in the header {header} is not valid.";

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Distinguishes readers of keys with the same name: the same on every host, and not the hash by which keys are found.</summary>
    public static string SourceOf(byte[] hash) => $"API key {Convert.ToHexStringLower(SHA256.HashData(hash).AsSpan(0, 8))}";

    /// <summary>Finds a key; null if it is unknown. Takes as long for a wrong key as for a right one.</summary>
    public static ApiKey? Find(IReadOnlyList<ApiKey> keys, string presented)
    {
        if (!IsWellFormed(presented))
        {
            return null;
        }

        byte[] hash = Hash(presented);
        ApiKey? found = null;
        foreach (var key in keys)
        {
            // Every key is compared, even after a match, so that the time does not reveal the position.
            found = CryptographicOperations.FixedTimeEquals(key.Sha256, hash) ? key : found;
        }

        return found;
    }
}
