using System.Buffers;

namespace ConvLog.Privacy;

/// <summary>A wrapping key as text: <c>id:base64</c>.</summary>
internal static class KeyText
{
    public const int KeyLength = 32;

    private const int MostIdLength = 64;

    private static readonly SearchValues<char> s_ofIds = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool IsId(string? id) => id is { Length: > 0 and <= MostIdLength } && !id.AsSpan().ContainsAnyExcept(s_ofIds);

    /// <summary>Throws if the ID is invalid.</summary>
    public static string CheckId(string? id, string parameter)
        => IsId(id) ? id! : throw new ArgumentException(
            $"A key's id has 1 to {MostIdLength} of A to Z, a to z, 0 to 9, '-', '_' and '.'; this has {id?.Length ?? 0} characters.", parameter);

    /// <summary>Null if the text does not have this form.</summary>
    public static (string Id, byte[] Key)? Read(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsId(text[..colon].Trim()))
        {
            return null;
        }

        byte[] key = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text[(colon + 1)..].Trim(), key, out int length) && length == KeyLength
            ? (text[..colon].Trim(), key[..KeyLength]) : null;
    }

    public static string Write(string id, byte[] key) => $"{id}:{Convert.ToBase64String(key)}";
}
