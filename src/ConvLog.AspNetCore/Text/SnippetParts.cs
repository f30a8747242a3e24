using ConvLog.Storage;

namespace ConvLog.AspNetCore.Text;

/// <summary>A text with search hits, split where the searched words begin and end.</summary>
internal static class SnippetParts
{
    // A row truncates the text at its end: with at most this many characters before the first hit, the hit remains visible.
    private const int Lead = 12;

    /// <summary>The text of a hit, on one line that may be truncated.</summary>
    public static IEnumerable<(string Text, bool IsHit)> Of(SearchHit hit)
    {
        int start = hit.Highlights is [var first, ..] && first.Start > Lead ? Beginning(hit.Snippet, first.Start) : 0;
        var parts = Cut(hit.Snippet[start..], [.. hit.Highlights.Select(highlight => (highlight.Start - start, highlight.Length))], Printable.Line);
        return start > 0 ? parts.Prepend(("…", false)) : parts;
    }

    /// <summary>A whole text, which may have several lines.</summary>
    /// <param name="text">The text as shown to the reader.</param>
    /// <param name="words">The searched words.</param>
    public static IEnumerable<(string Text, bool IsHit)> Of(string text, string words)
        => Cut(text, SearchQuery.FindHighlights(words, text), Printable.Block);

    // Starts at the beginning of a word, if there is one.
    private static int Beginning(string text, int hit)
    {
        int start = hit - Lead;
        int space = text.IndexOf(' ', start, Lead);
        return space >= 0 ? space + 1 : char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    private static IEnumerable<(string Text, bool IsHit)> Cut(string text, IReadOnlyList<(int Start, int Length)> highlights, Func<string, string> shown)
    {
        int at = 0;
        foreach (var (start, length) in highlights)
        {
            if (start > at)
            {
                yield return (shown(text[at..start]), false);
            }

            yield return (shown(text.Substring(start, length)), true);
            at = start + length;
        }

        if (at < text.Length)
        {
            yield return (shown(text[at..]), false);
        }
    }
}
