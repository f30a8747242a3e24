namespace ConvLog.Architecture.Tests.Support;

/// <summary>The checkout that these tests check, found by searching upwards from their location.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<RepositoryFile>> s_files = new(FindFiles);

    public static string Root => Checkout.Root;

    /// <summary>Every file except those in .gitignore, which the build generates.</summary>
    public static IReadOnlyList<RepositoryFile> Files => s_files.Value;

    public static IEnumerable<RepositoryFile> FilesUnder(params string[] folders)
        => Files.Where(file => folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static string FullPath(string path) => Path.Combine(Root, path);

    private static IReadOnlyList<RepositoryFile> FindFiles() => [.. Walk(new DirectoryInfo(Root)).OrderBy(static file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<RepositoryFile> Walk(DirectoryInfo root)
    {
        var ignored = IgnoredNames.Of(File.ReadAllLines(Path.Combine(root.FullName, ".gitignore")));
        var folders = new Stack<DirectoryInfo>([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var below in folder.EnumerateDirectories().Where(below => !ignored.Folder(below.Name)))
            {
                folders.Push(below);
            }

            // A linked worktree has a file of this name, where a clone has a folder.
            foreach (var file in folder.EnumerateFiles().Where(file => file is not { Name: ".git" } && !ignored.File(file.Name)))
            {
                yield return new RepositoryFile(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file.FullName);
            }
        }
    }
}
