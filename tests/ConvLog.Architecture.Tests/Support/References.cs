using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.Support;

/// <summary>The assemblies that Roslyn compiles against: the framework of these tests and the packages in their folder.</summary>
internal static class References
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("ConvLog", StringComparison.Ordinal) && IsOfFramework(path))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ]);

    public static IReadOnlyList<MetadataReference> Framework => s_framework.Value;

    public static MetadataReference InTestFolder(string assembly) => MetadataReference.CreateFromFile(PathInTestFolder(assembly));

    public static string PathInTestFolder(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    /// <summary>The symbols of a compiled assembly, without loading it.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="others">Files of required assemblies outside the framework.</param>
    public static IAssemblySymbol Symbols(MetadataReference assembly, params IEnumerable<string> others)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All);
        var compilation = CSharpCompilation.Create("symbols",
            references: [.. Framework, .. others.Select(static other => MetadataReference.CreateFromFile(other)), assembly], options: options);
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!;
    }

    private static bool IsOfFramework(string path)
        => !string.Equals(Path.GetDirectoryName(path) + Path.DirectorySeparatorChar, AppContext.BaseDirectory, StringComparison.Ordinal);
}
