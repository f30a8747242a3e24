using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>A link in a page to a target in the repository.</summary>
/// <param name="Page">The page that contains the link.</param>
/// <param name="Line">The line of the link, starting at 1.</param>
/// <param name="Target">The link target as written.</param>
internal sealed partial record PageLink(RepositoryFile Page, int Line, string Target)
{
    /// <summary>The target file or folder, from the repository root; the page itself for a link to one of its headings.</summary>
    public string File
    {
        get
        {
            string path = Uri.UnescapeDataString(Target.Split('#')[0]);
            string full = path.Length == 0 ? Page.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Page.FullPath)!, path));
            return Path.GetRelativePath(Repository.Root, full).Replace('\\', '/');
        }
    }

    /// <summary>The anchor of the target heading, or null for the whole file.</summary>
    public string? Anchor => Target.Contains('#', StringComparison.Ordinal) ? Target.Split('#')[1] : null;

    public static IEnumerable<PageLink> Of(RepositoryFile page)
        => Prose.Lines(page).SelectMany(line => Targets().Matches(line.Text).Select(match => new PageLink(page, line.Number, match.Groups["target"].Value)))
            .Where(static link => !link.Target.Contains("://", StringComparison.Ordinal) && !link.Target.StartsWith("mailto:", StringComparison.Ordinal));

    // [text](target), ![image](target), and the HTML of pictures that differ by theme.
    [GeneratedRegex("""(\]\(|\b(src|srcset|href)=")(?<target>[^)\s"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Targets();
}
