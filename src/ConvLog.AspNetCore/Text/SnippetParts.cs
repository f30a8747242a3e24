using ConvLog.Storage;

namespace ConvLog.AspNetCore.Text;

/// <summary>A text in which a search found something, cut where the searched words begin and end.</summary>
internal static class SnippetParts
{
    /// <summary>What a search shows of a hit, on one line.</summary>
    public static IEnumerable<(string Text, bool IsHit)> Of(SearchHit hit) => Cut(hit.Snippet, hit.Highlights, Printable.Line);

    /// <summary>A whole text, which may have several lines.</summary>
    /// <param name="text">The text as the reader is shown it.</param>
    /// <param name="words">The searched words.</param>
    public static IEnumerable<(string Text, bool IsHit)> Of(string text, string words)
        => Cut(text, SearchQuery.FindHighlights(words, text), Printable.Block);

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
