using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>Links and references in pages point to existing targets.</summary>
public partial class LinkTests
{
    [Fact]
    public void Links_and_images_point_to_files_that_exist()
        => Page.All.SelectMany(PageLink.Of)
            .Where(static link => !Path.Exists(Repository.FullPath(link.File)))
            .Select(static link => $"{link.Page.Path}({link.Line}): {link.Target}")
            .ShouldBeNone("Nothing is where these links point to.");

    [Fact]
    public void Links_to_headings_point_to_headings_that_exist()
        => Page.All.SelectMany(PageLink.Of)
            .Where(static link => link.Anchor is not null && link.File.EndsWith(".md", StringComparison.Ordinal)
            && !Anchors(link.File).Contains(link.Anchor, StringComparer.Ordinal))
            .Select(static link => $"{link.Page.Path}({link.Line}): {link.Target}")
            .ShouldBeNone("The page has no such heading.");

    [Fact]
    public void Source_files_that_a_page_names_exist()
        => Page.All.SelectMany(static page => Prose.Code(page).Where(static code => SourceName().IsMatch(code.Code))
            .Select(code => (page.Path, code.Number, code.Code)))
            .Where(static named => !Repository.Files.Any(file => IsNamed(file.Path, named.Code)))
            .Select(static named => $"{named.Path}({named.Number}): {named.Code}")
            .ShouldBeNone("No source file has this name (* stands for an aspect).");

    private static IEnumerable<string> Anchors(string path)
        => Page.All.Where(page => string.Equals(page.Path, path, StringComparison.Ordinal)).SelectMany(Prose.Anchors);

    private static bool IsNamed(string path, string name)
        => name.Contains('*', StringComparison.Ordinal)
            ? Regex.IsMatch(path, $"(^|/){Regex.Escape(name).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$", RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1))
            : ("/" + path).EndsWith("/" + name, StringComparison.Ordinal);

    [GeneratedRegex(@"^[\w./*-]+\.(cs|razor|txt|css|json|md)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceName();
}
