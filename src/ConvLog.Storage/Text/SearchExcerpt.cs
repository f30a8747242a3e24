namespace ConvLog.Storage.Text;

/// <summary>The excerpt of a document that a search found; see <see cref="SearchHit"/>.</summary>
internal sealed record SearchExcerpt(string Part, string Snippet, IReadOnlyList<(int Start, int Length)> Highlights)
{
    private const int LongestSnippet = 200;

    // The number of characters shown before the hit.
    private const int Lead = 60;

    private const int MostHighlights = 1_000;

    private const string Cut = "…";

    /// <summary>The text around the first hit of the first term, in the first part that has a hit.</summary>
    /// <param name="document">A document that has all terms.</param>
    /// <param name="terms">The terms.</param>
    public static SearchExcerpt Of(SearchDocument document, SearchTerms terms)
    {
        var part = document.Parts.First(candidate => terms.Terms.Any(term => term.Find(candidate.Normalized) >= 0));
        var mapped = new MappedText(part.Text);
        var hit = terms.Terms.Select(term => Hits(term, mapped).FirstOrDefault()).FirstOrDefault(static found => found.End > 0);
        (int start, int end) = Window(part.Text, hit.Start, hit.End);

        var shown = terms.Terms.SelectMany(term => Hits(term, mapped).SkipWhile(found => found.End <= start).TakeWhile(found => found.Start < end));
        string before = start > 0 ? Cut : "";
        string after = end < part.Text.Length ? Cut : "";
        return new SearchExcerpt(
            part.Label,
            string.Concat(before, part.Text.AsSpan(start, end - start), after),
            Merge(shown.Select(found => (Math.Max(found.Start, start) - start + before.Length, Math.Min(found.End, end) - start + before.Length))));
    }

    /// <summary>The first hits of all terms in a text.</summary>
    public static IReadOnlyList<(int Start, int Length)> HighlightsIn(string text, SearchTerms terms)
    {
        var mapped = new MappedText(text);
        return [.. Merge(terms.Terms.SelectMany(term => Hits(term, mapped).Take(MostHighlights))).Take(MostHighlights)];
    }

    private static IEnumerable<(int Start, int End)> Hits(SearchTerm term, MappedText text)
    {
        for (int at = term.Find(text.Normalized); at >= 0; at = term.Find(text.Normalized, at + 1))
        {
            yield return text.InOriginal(at, term.Text.Length);
        }
    }

    private static (int Start, int End) Window(string text, int hitStart, int hitEnd)
    {
        if (text.Length <= LongestSnippet)
        {
            return (0, text.Length);
        }

        int lead = Math.Clamp(LongestSnippet - (2 * Cut.Length) - (hitEnd - hitStart), 0, Lead);
        int start = Math.Max(0, Math.Min(hitStart - lead, text.Length - LongestSnippet + Cut.Length));
        int room = LongestSnippet - (start > 0 ? Cut.Length : 0);
        int end = start + room >= text.Length ? text.Length : start + room - Cut.Length;
        return (CharacterStart(text, start), CharacterEnd(text, end, hitEnd));
    }

    // Moves a cut to the beginning of a character with its marks. A hit begins with a whole character, so the cut does not pass it.
    private static int CharacterStart(string text, int start)
    {
        while (start > 0 && SearchText.ContinuesPiece(text, start))
        {
            start++;
        }

        return start;
    }

    private static int CharacterEnd(string text, int end, int hitEnd)
    {
        while (end > hitEnd && end < text.Length && SearchText.ContinuesPiece(text, end))
        {
            end--;
        }

        // The hit may be longer than the snippet, or one letter with hundreds of marks: then the cut only respects the maximum length and surrogate pairs.
        return end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    private static List<(int Start, int Length)> Merge(IEnumerable<(int Start, int End)> found)
    {
        var merged = new List<(int Start, int Length)>();
        foreach ((int start, int end) in found.Order())
        {
            if (merged.Count > 0 && merged[^1] is var last && start <= last.Start + last.Length)
            {
                merged[^1] = (last.Start, Math.Max(last.Length, end - last.Start));
            }
            else
            {
                merged.Add((start, end - start));
            }
        }

        return merged;
    }
}
