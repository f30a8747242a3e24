using System.Globalization;

namespace WebConsole.Import;

/// <summary>Text of unknown origin, made safe for a terminal: a file may hold sequences that move its cursor or rename its window.</summary>
internal static class Printable
{
    public static string Of(string text)
        => string.Concat(text.Select(c => IsSafe(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    private static bool IsSafe(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
