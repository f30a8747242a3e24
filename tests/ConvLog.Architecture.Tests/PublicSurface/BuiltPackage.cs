using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A package as it was built, by name.</summary>
internal static class BuiltPackage
{
    private const string Core = "ConvLog";

    /// <summary>The names of all packages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Repository.FilesUnder("src").Where(static file => file.Extension is ".csproj").Select(static file => Path.GetFileNameWithoutExtension(file.Name))];

    public static IAssemblySymbol ForNet10(string name) => In(AppContext.BaseDirectory, name);

    /// <summary>The build for .NET 8, which the project file puts beside the tests.</summary>
    public static IAssemblySymbol ForNet8(string name) => In(Path.Combine(AppContext.BaseDirectory, "net8.0"), name);

    private static IAssemblySymbol In(string folder, string name)
    {
        string[] others = name is Core ? [] : [Path.Combine(folder, Core + ".dll")];
        return References.Symbols(MetadataReference.CreateFromFile(Path.Combine(folder, name + ".dll")), others);
    }
}
