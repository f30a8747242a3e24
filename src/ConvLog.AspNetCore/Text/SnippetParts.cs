using ConvLog.Storage;

namespace ConvLog.AspNetCore.Text;

/// <summary>What a search shows of a hit, cut where the searched words begin and end.</summary>
internal static class SnippetParts
{
    public static IEnumerable<(string Text, bool IsHit)> Of(SearchHit hit)
    {
        int at = 0;
        foreach (var (start, length) in hit.Highlights)
        {
            if (start > at)
            {
                yield return (Printable.Line(hit.Snippet[at..start]), false);
            }

            yield return (Printable.Line(hit.Snippet.Substring(start, length)), true);
            at = start + length;
        }

        if (at < hit.Snippet.Length)
        {
            yield return (Printable.Line(hit.Snippet[at..]), false);
        }
    }
}
