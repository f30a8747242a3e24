using System.Buffers;
using System.Globalization;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.Storage.Text;

/// <summary>
/// Normalizes texts for comparison: removes differences of case, accents, vowel marks, invisible marks, width and ligatures; unifies apostrophes, quotation
/// marks and dashes; and replaces any white space by a single space.
/// </summary>
internal static class SearchText
{
    // White space other than the space character.
    private static readonly SearchValues<char> s_whiteSpace = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(static c => (char)c).Where(static c => c != ' ' && char.IsWhiteSpace(c))]);

    /// <summary>Normalizes a text. Indexes store the results: a change here requires that every index is rebuilt.</summary>
    public static string Normalize(string text)
    {
        int other = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F');
        if (other < 0 || IsPlain(text.AsSpan(other)))
        {
            return WithSingleSpaces(text.ToLowerInvariant());
        }

        // The framework throws for lone surrogates, and for this character.
        string decomposed = TextRules.WithoutLoneSurrogates(text).Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD);
        return WithSingleSpaces(FoldRest(WithoutMarks(decomposed).Normalize(NormalizationForm.FormC).ToLowerInvariant()));
    }

    /// <summary>
    /// The end of the piece of a text that begins at a position. The normalized text is the concatenation of its normalized pieces: a character that can modify
    /// the previous one (a mark, the vowel of a Hangul syllable) belongs to the same piece.
    /// </summary>
    public static int EndOfPiece(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && ContinuesPiece(text, end))
        {
            end++;
        }

        return end;
    }

    /// <summary>Whether the code unit at a position belongs to the previous piece.</summary>
    public static bool ContinuesPiece(string text, int at) => text[at] switch
    {
        < '\u0080' => false,
        >= '\uDC00' and <= '\uDFFF' => true,
        >= '\u1160' and <= '\u11FF' => true, // Vowels and final consonants of Hangul, here and in the next two ranges.
        >= '\u3130' and <= '\u318F' => true,
        >= '\uD7B0' and <= '\uD7FF' => true,
        >= '\uFF9E' and <= '\uFFDC' => true, // Half-width forms, including the voice marks of kana.
        _ => CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format,
    };

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!IsPlain(c))
            {
                return false;
            }
        }

        return true;
    }

    // Characters that normalization does not change, except for case, if all of their neighbors are of this kind too.
    private static bool IsPlain(char c) => c switch
    {
        < '\u0080' => true,
        >= '\u3001' and <= '\u301F' => true, // Punctuation.
        >= '\u3041' and <= '\u3096' => true, // Kana.
        >= '\u30A1' and <= '\u30FE' => true,
        >= '\u4E00' and <= '\u9FFF' => true, // Han.
        >= '\uAC00' and <= '\uD7A3' => true, // Hangul.
        _ => false,
    };

    private static string WithoutMarks(string decomposed)
    {
        var kept = new StringBuilder(decomposed.Length);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (!IsIgnored(rune))
            {
                kept.Append(Folded(rune));
            }
        }

        return kept.ToString();
    }

    private static bool IsIgnored(Rune rune) => rune.Value switch
    {
        < 0x80 => false,
        >= 0x0300 and <= 0x036F => true, // Accents.
        0x0640 => true, // The character that stretches Arabic words.
        >= 0x0591 and <= 0x08FF when Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark => true, // Vowels of Hebrew, Arabic and related scripts.
        >= 0xFE00 and <= 0xFE0F => true, // Variation selectors.
        >= 0xE0100 and <= 0xE01EF => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format, // Soft hyphens, joiners, direction marks.
    };

    private static Rune Folded(Rune rune) => rune.Value switch
    {
        0x02BC or (>= 0x2018 and <= 0x201B) or 0x2032 => new Rune('\''),
        >= 0x201C and <= 0x201F => new Rune('"'),
        (>= 0x2010 and <= 0x2015) or 0x2212 => new Rune('-'),
        _ => rune,
    };

    private static string WithSingleSpaces(string text)
    {
        if (!text.AsSpan().ContainsAny(s_whiteSpace) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        var single = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                single.Append(c);
            }
            else if (single.Length == 0 || single[^1] != ' ')
            {
                single.Append(' ');
            }
        }

        return single.ToString();
    }

    // Equal letters that ToLowerInvariant does not unify: STRASSE and Straße, ΟΔΟΣ and οδος, ISPARTA and ısparta.
    private static string FoldRest(string lower) => lower.AsSpan().IndexOfAny('ß', 'ς', 'ı') < 0
        ? lower
        : lower.Replace("ß", "ss", StringComparison.Ordinal).Replace('ς', 'σ').Replace('ı', 'i');
}
