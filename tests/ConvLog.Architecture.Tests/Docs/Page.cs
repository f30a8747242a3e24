namespace ConvLog.Architecture.Tests.Docs;

/// <summary>The pages that people read: README, docs and whatever else is Markdown.</summary>
internal static class Page
{
    public static IReadOnlyList<RepositoryFile> All { get; } = [.. Repository.Files.Where(static file => file.Extension is ".md")];

    public static RepositoryFile At(string path) => All.Single(page => string.Equals(page.Path, path, StringComparison.Ordinal));
}
