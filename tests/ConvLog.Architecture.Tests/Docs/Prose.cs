using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>A page without its blocks of code.</summary>
internal static partial class Prose
{
    /// <summary>The lines outside code blocks with their numbers starting at 1, without inline code.</summary>
    /// <param name="page">The page.</param>
    public static IEnumerable<(int Number, string Text)> Lines(RepositoryFile page)
        => Outside(page).Select(static line => (line.Number, InlineCode().Replace(line.Text, "")));

    /// <summary>The inline code.</summary>
    /// <param name="page">The page.</param>
    public static IEnumerable<(int Number, string Code)> Code(RepositoryFile page)
        => Outside(page).SelectMany(static line => InlineCode().Matches(line.Text).Select(match => (line.Number, match.Value.Trim('`'))));

    /// <summary>The number of words outside code blocks.</summary>
    /// <param name="page">The page.</param>
    public static int Words(RepositoryFile page) => Outside(page).Sum(static line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    /// <summary>The anchors that GitHub generates for the headings.</summary>
    /// <param name="page">The page.</param>
    public static IEnumerable<string> Anchors(RepositoryFile page)
        => Outside(page).Where(static line => line.Text.StartsWith('#')).Select(static line => Anchor(line.Text.TrimStart('#').Trim()));

    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static IEnumerable<(int Number, string Text)> Outside(RepositoryFile page)
    {
        bool inBlock = false;
        int number = 0;
        foreach (string line in page.Lines)
        {
            number++;
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            inBlock ^= isFence;
            if (!inBlock && !isFence)
            {
                yield return (number, line);
            }
        }
    }

    [GeneratedRegex("`[^`]+`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchors();
}
