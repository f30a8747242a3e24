using System.Globalization;
using System.Text;

namespace ConvLog.Entries;

/// <summary>
/// Makes any string valid for storage: a lone surrogate becomes U+FFFD, and text beyond a limit is truncated between two characters with a visible mark.
/// </summary>
internal static class TextRules
{
    public static string Clean(string text, int limit, ref LossSet losses)
    {
        if (text.Length > limit)
        {
            losses.Add(LossReason.TextLength);
            return Cut(text, limit);
        }

        return WithoutLoneSurrogates(text);
    }

    /// <summary>The text with lone surrogates replaced; the same instance if it has none.</summary>
    public static string WithoutLoneSurrogates(string text) => HasLoneSurrogate(text) ? ReplaceLoneSurrogates(text) : text;

    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (at < 0)
        {
            return false;
        }

        for (; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
            {
                return true;
            }

            at++;
        }

        return false;
    }

    public static string ReplaceLoneSurrogates(ReadOnlySpan<char> text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // Yields U+FFFD for each lone surrogate.
        {
            mended.Append(rune);
        }

        return mended.ToString();
    }

    /// <summary>The beginning of the text, followed by a mark with its original length in UTF-16 code units.</summary>
    public static string Cut(string text, int limit)
    {
        int length = limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        string mark = string.Create(CultureInfo.InvariantCulture, $"… [cut, {text.Length} characters]");
        var kept = text.AsSpan(0, length);
        return string.Concat(HasLoneSurrogate(kept) ? ReplaceLoneSurrogates(kept) : kept, mark);
    }
}
