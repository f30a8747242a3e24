using System.Collections.Concurrent;

namespace ConvLog.Architecture.Tests.Support;

/// <summary>A file of the checkout.</summary>
/// <param name="Path">The path from the repository root, with slashes.</param>
/// <param name="FullPath">The full path on this machine.</param>
internal sealed record RepositoryFile(string Path, string FullPath)
{
    private static readonly string[] s_binary = [".png", ".jpg", ".gif", ".ico", ".webp", ".woff2", ".pdf", ".zip"];

    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>Whether this is C# that is compiled here. Code that a package compiles into the projects of its users is excluded.</summary>
    public bool IsSource => Extension is ".cs" && !Folder.EndsWith("/buildTransitive", StringComparison.Ordinal) && !IsOfTemplate;

    /// <summary>Whether this is a project that is built here.</summary>
    public bool IsProject => Extension is ".csproj" or ".fsproj" or ".vbproj" && !IsOfTemplate;

    // A file of a dotnet new template.
    private bool IsOfTemplate => Path.StartsWith("src/ConvLog.Templates/content/", StringComparison.Ordinal);

    public bool IsText => !s_binary.Contains(Extension, StringComparer.OrdinalIgnoreCase);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>The content, cached for all rules.</summary>
    public string Text => s_texts.GetOrAdd(FullPath, File.ReadAllText);

    public IReadOnlyList<string> Lines => File.ReadAllLines(FullPath);
}
