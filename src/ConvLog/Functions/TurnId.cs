using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>Ids of turns that come from a host. They are keys, segments of URLs and names in pages: others are replaced, always by the same.</summary>
internal static class TurnId
{
    private const int Longest = 128;
    private const int Kept = 64; // Of one that is replaced: to be recognized by.

    /// <summary>The id of the turn that a host calls <paramref name="id"/>; null for none. Of a result, the result.</summary>
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

        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TextRules.Whole(id))).AsSpan(0, 16));
        return $"t{string.Concat(id.Where(IsPlain).Take(Kept))}~{hash}";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-._~:=@+,".Contains(c, StringComparison.Ordinal);
}
