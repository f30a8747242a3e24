using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConvLog.Storage.Text;

/// <summary>Classifies characters, each without regard to its neighbors, so that a part of a text is read in the same way as the whole.</summary>
internal static class SearchCharacters
{
    private static readonly CharacterKind[] s_ascii =
        [.. Enumerable.Range(0, 128).Select(static c => char.IsAsciiLetterOrDigit((char)c) ? CharacterKind.Letter : CharacterKind.Separator)];

    public static CharacterKind KindOf(int codePoint)
    {
        if (codePoint < s_ascii.Length)
        {
            return s_ascii[codePoint];
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            <= UnicodeCategory.OtherNumber => IsUnspaced(codePoint) ? CharacterKind.Unspaced : CharacterKind.Letter, // Letters, marks, numbers.
            _ => CharacterKind.Separator,
        };
    }

    /// <summary>Returns the character at a position, and moves the position after it.</summary>
    public static int Next(ReadOnlySpan<char> text, ref int at)
    {
        char unit = text[at++];
        return char.IsHighSurrogate(unit) && at < text.Length && char.IsLowSurrogate(text[at]) ? char.ConvertToUtf32(unit, text[at++]) : unit;
    }

    /// <summary>The kind of the character before a position; a separator at the beginning.</summary>
    public static CharacterKind KindBefore(ReadOnlySpan<char> text, int at)
        => Rune.DecodeLastFromUtf16(text[..at], out var rune, out _) == OperationStatus.Done ? KindOf(rune.Value) : CharacterKind.Separator;

    /// <summary>The kind of the character at a position; a separator at the end.</summary>
    public static CharacterKind KindAt(ReadOnlySpan<char> text, int at)
        => Rune.DecodeFromUtf16(text[at..], out var rune, out _) == OperationStatus.Done ? KindOf(rune.Value) : CharacterKind.Separator;

    // For normalized text, which has no half-width and compatibility forms.
    private static bool IsUnspaced(int codePoint) => codePoint switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai and Lao.
        >= 0x1000 and <= 0x109F => true, // Burmese.
        >= 0x1100 and <= 0x11FF => true, // Hangul letters that form no syllable.
        >= 0x1780 and <= 0x17FF => true, // Khmer.
        >= 0x2E80 and <= 0x30FF => true, // Radicals, the iteration marks, kana.
        >= 0x31F0 and <= 0x31FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xA960 and <= 0xA97F => true,
        >= 0xAC00 and <= 0xD7FF => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x1AFF0 and <= 0x1B16F => true, // Older kana.
        >= 0x20000 and <= 0x3FFFF => true, // The supplementary planes of Han.
        _ => false,
    };
}
