using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConvLog.AspNetCore.Text;

/// <summary>
/// Logged text for display in a page: invisible characters, and those that change the writing direction, are shown by name. Razor then encodes it for HTML.
/// </summary>
internal static class Printable
{
    // Embeddings, overrides and isolates change the direction of the following text; marks such as U+200F only help mixed text and are kept.
    private static readonly SearchValues<char> s_conspicuous = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(static c => c < ' ' || c >= 0x7F).Select(static c => (char)c),
            .. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\u2028\u2029"]);

    /// <summary>A text of several lines: line breaks and tabs are kept.</summary>
    public static string Block(string? text) => Show(text, keepsLines: true);

    /// <summary>A text on one line.</summary>
    public static string Line(string? text) => Show(text, keepsLines: false);

    /// <summary>A text on one line, truncated to a length.</summary>
    public static string Line(string? text, int length) => Line(Cut(text, length));

    /// <summary>The beginning of a text, never half a character, with an ellipsis if it was truncated.</summary>
    public static string Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text ?? "";
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }

    private static string Show(string? text, bool keepsLines)
    {
        if (text is null || !text.AsSpan().ContainsAny(s_conspicuous))
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            bool isLineEnd = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (!isLineEnd)
            {
                Show(shown, text[i], keepsLines);
            }
        }

        return shown.ToString();
    }

    private static void Show(StringBuilder shown, char c, bool keepsLines)
    {
        switch (c)
        {
            case '\n' or '\t' when keepsLines: shown.Append(c); break;
            case '\n': shown.Append('↵'); break;
            case '\t': shown.Append(' '); break;
            default: AppendNamed(shown, c); break;
        }
    }

    private static void AppendNamed(StringBuilder shown, char c)
    {
        if (s_conspicuous.Contains(c))
        {
            shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
        }
        else
        {
            shown.Append(c);
        }
    }
}
