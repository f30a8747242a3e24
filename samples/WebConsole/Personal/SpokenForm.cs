using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WebConsole.Personal;

/// <summary>The spoken forms of a value: another case, other spaces or punctuation, a number with its digits grouped differently.</summary>
internal static class SpokenForm
{
    private const string WordCharacter = @"[\p{L}\p{M}\p{N}]";
    private const string BetweenWords = @"[^\p{L}\p{M}\p{N}]{1,4}";
    private const string BetweenDigits = @"[\s().\p{Pd}/]{0,3}";
    private const string CountryCode = $@"(?:(?:\+\d{{1,3}}|1){BetweenDigits}|\()?";

    // Shorter numbers are house numbers or amounts, where grouping has a meaning.
    private const int DigitsOfNumber = 7;

    /// <summary>A regular expression that finds the value as a whole word. Use it case-insensitively.</summary>
    public static string Pattern(string value)
    {
        Rune[] spoken = [.. value.EnumerateRunes().Where(IsSpoken)];
        if (spoken.Length == 0)
        {
            return Regex.Escape(value);
        }

        string flexible = IsNumber(spoken)
            ? CountryCode + string.Join(BetweenDigits, spoken)
            : string.Join(BetweenWords, Words(value).Select(Regex.Escape));
        string core = $"(?:{flexible}|{Regex.Escape(AsWritten(value))})";
        return (IsSpaced(spoken[0]) ? $"(?<!{WordCharacter})" : "") + core + (IsSpaced(spoken[^1]) ? $"(?!{WordCharacter})" : "");
    }

    /// <summary>The value without surrounding punctuation. The characters between its words may be more than the flexible form allows.</summary>
    private static string AsWritten(string value)
    {
        int start = 0;
        int end = 0;
        int at = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            start = IsSpoken(rune) && end == 0 ? at : start;
            at += rune.Utf16SequenceLength;
            end = IsSpoken(rune) ? at : end;
        }

        return value[start..end];
    }

    private static bool IsNumber(Rune[] spoken) => spoken.Length >= DigitsOfNumber && spoken.All(rune => Rune.IsDigit(rune) && rune.IsAscii);

    /// <summary>Whether the script of a letter separates words with spaces: then a value inside a longer word is not a match.</summary>
    private static bool IsSpaced(Rune letter) => Rune.GetUnicodeCategory(letter) != UnicodeCategory.OtherLetter;

    private static bool IsSpoken(Rune rune)
        => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static IEnumerable<string> Words(string value)
    {
        var word = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsSpoken(rune))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
