using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>IDs of turns that come from a host. They are keys, URL segments and element names: unsuitable IDs are replaced, always by the same ID.</summary>
internal static class TurnId
{
    private const int Longest = 128;
    private const int Kept = 64; // The length of the recognizable prefix of an ID that is replaced.

    /// <summary>The ID of the turn that a host calls <paramref name="id"/>; null if there is none. Idempotent.</summary>
    public static string? Of(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        if (id.Length <= Longest && char.IsAsciiLetterOrDigit(id[0]) && id.All(IsPlain))
        {
            return id;
        }

        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TextRules.WithoutLoneSurrogates(id))).AsSpan(0, 16));
        return $"t{string.Concat(id.Where(IsPlain).Take(Kept))}~{hash}";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-._~:=@+,".Contains(c, StringComparison.Ordinal);
}
