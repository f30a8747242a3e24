using System.Collections.Concurrent;

namespace ConvLog.Architecture.Tests.English;

/// <summary>A folder whose texts are checked.</summary>
/// <param name="Folder">The path from the repository root.</param>
/// <param name="HasPages">Whether its string literals, Razor markup and scripts are shown to users.</param>
/// <param name="HasPublicComments">Whether the XML comments of its public types and members are part of a package.</param>
public sealed record CheckedRoot(string Folder, bool HasPages, bool HasPublicComments)
{
    private static readonly ConcurrentDictionary<CheckedRoot, Lazy<IReadOnlyList<CheckedText>>> s_texts = [];

    public override string ToString() => Folder;

    /// <summary>The checked texts of all its files.</summary>
    internal IReadOnlyList<CheckedText> Texts() => s_texts.GetOrAdd(this, static root => new Lazy<IReadOnlyList<CheckedText>>(() => [.. root.Read()])).Value;

    private IEnumerable<CheckedText> Read()
        => Repository.FilesUnder(Folder)
            .SelectMany(file => (HasPages ? CheckedText.Shown(file) : []).Concat(HasPublicComments ? CheckedText.PublicComments(file) : []));
}
