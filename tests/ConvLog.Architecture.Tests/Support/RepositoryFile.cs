using System.Collections.Concurrent;

namespace ConvLog.Architecture.Tests.Support;

/// <summary>One file of the checkout.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="FullPath">Where it is on this machine.</param>
internal sealed record RepositoryFile(string Path, string FullPath)
{
    private static readonly string[] s_binary = [".png", ".jpg", ".gif", ".ico", ".webp", ".woff2", ".pdf", ".zip"];

    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>Whether it is C# that is compiled here. What a package compiles into its users' projects is theirs, and self-contained.</summary>
    public bool IsSource => Extension is ".cs" && !Folder.EndsWith("/buildTransitive", StringComparison.Ordinal) && !IsOfTemplate;

    /// <summary>Whether it is a project that is built here.</summary>
    public bool IsProject => Extension is ".csproj" or ".fsproj" or ".vbproj" && !IsOfTemplate;

    // A file of what dotnet new makes.
    private bool IsOfTemplate => Path.StartsWith("src/ConvLog.Templates/content/", StringComparison.Ordinal);

    public bool IsText => !s_binary.Contains(Extension, StringComparer.OrdinalIgnoreCase);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>What it holds, read once for all rules.</summary>
    public string Text => s_texts.GetOrAdd(FullPath, File.ReadAllText);

    public IReadOnlyList<string> Lines => File.ReadAllLines(FullPath);
}
