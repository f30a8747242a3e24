using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>Compiled packages by name.</summary>
internal static class BuiltPackage
{
    private static readonly string[] s_below = ["ConvLog", "ConvLog.Storage"];

    // Cached because many rules use them.
    private static readonly ConcurrentDictionary<string, Lazy<IAssemblySymbol>> s_forNet10 = new(StringComparer.Ordinal);

    /// <summary>The names of all packages. The analyzers are part of the core package and have no API for applications.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Repository.FilesUnder("src").Where(static file => file.IsProject && file.Name is not "ConvLog.Templates.csproj")
            .Select(static file => Path.GetFileNameWithoutExtension(file.Name))
            .Where(static name => !name.StartsWith("ConvLog.Analyzers", StringComparison.Ordinal))];

    public static IAssemblySymbol ForNet10(string name)
        => s_forNet10.GetOrAdd(name, static one => new Lazy<IAssemblySymbol>(() => In(AppContext.BaseDirectory, one))).Value;

    /// <summary>The build for .NET 8, which the project file copies next to the tests.</summary>
    public static IAssemblySymbol ForNet8(string name) => In(Path.Combine(AppContext.BaseDirectory, "net8.0"), name);

    private static IAssemblySymbol In(string folder, string name)
    {
        var others = s_below.TakeWhile(other => !string.Equals(other, name, StringComparison.Ordinal)).Select(other => Path.Combine(folder, other + ".dll"))
            .Append(References.PathInTestFolder("FSharp.Core"));
        return References.Symbols(MetadataReference.CreateFromFile(Path.Combine(folder, name + ".dll")), others);
    }
}
