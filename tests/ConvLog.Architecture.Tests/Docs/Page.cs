namespace ConvLog.Architecture.Tests.Docs;

/// <summary>The documentation pages: the README, docs and other Markdown files.</summary>
internal static class Page
{
    public static IReadOnlyList<RepositoryFile> All { get; } = [.. Repository.Files.Where(static file => file.Extension is ".md")];

    public static RepositoryFile At(string path) => All.Single(page => string.Equals(page.Path, path, StringComparison.Ordinal));
}
