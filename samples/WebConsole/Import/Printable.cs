using System.Globalization;

namespace WebConsole.Import;

/// <summary>Makes text of unknown origin safe for a terminal: a file may contain sequences that move the cursor or rename the window.</summary>
internal static class Printable
{
    public static string Of(string text)
        => string.Concat(text.Select(c => IsSafe(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    private static bool IsSafe(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
