using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConvLog.StoreContract;

/// <summary>
/// The matches of a search by its rules, without using the library: each word and phrase is in the text, in the same form and from the start of a word.
/// </summary>
internal static class PlainScan
{
    /// <summary>Whether a text matches a query; null if the query has no terms.</summary>
    public static bool? Finds(string query, string text)
    {
        string[] terms = [.. Regex.Matches(query, "[\"“”„«»](?<term>[^\"“”„«»]*)[\"“”„«»]|(?<term>\\S+)", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => Fold(match.Groups["term"].Value).Trim().TrimEnd('*').Trim()).Where(static term => term.Length > 0)];
        string folded = Fold(text);
        return terms.SelectMany(static term => term.EnumerateRunes()).Any(IsOfWord) ? terms.All(term => IsIn(term, folded)) : null;
    }

    private static bool IsIn(string term, string text)
    {
        bool beginsWithWord = Rune.GetRuneAt(term, 0) is var first && IsOfWord(first) && !IsUnspaced(first);
        for (int at = text.IndexOf(term, StringComparison.Ordinal); at >= 0; at = text.IndexOf(term, at + 1, StringComparison.Ordinal))
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _);
            if (at == 0 || !beginsWithWord || !IsOfWord(before) || IsUnspaced(before))
            {
                return true;
            }
        }

        return false;
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsIgnored(rune))
            {
                folded.Append(rune.Value switch
                {
                    0x2018 or 0x2019 => "'",
                    0x201C or 0x201D => "\"",
                    0x2010 or 0x2011 or 0x2013 or 0x2014 => "-",
                    _ => rune.ToString(),
                });
            }
        }

        string lower = folded.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal)
            .Replace('ς', 'σ').Replace('ı', 'i');
        return Regex.Replace(lower, "\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private static bool IsIgnored(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => true,
        UnicodeCategory.NonSpacingMark => rune.Value is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x8FF) or (>= 0xFE00 and <= 0xFE0F),
        _ => rune.Value == 0x640,
    };

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) <= UnicodeCategory.OtherNumber;

    private static bool IsUnspaced(Rune rune)
        => rune.Value is (>= 0xE00 and <= 0xEFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
            or (>= 0x2E80 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF)
            or (>= 0x20000 and <= 0x3FFFF);
}
