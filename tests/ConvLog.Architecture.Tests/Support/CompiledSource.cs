using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.Support;

/// <summary>Compiles a few lines of C# to an assembly for testing the rules.</summary>
internal static class CompiledSource
{
    public static IAssemblySymbol Symbols(string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("zoo", [CSharpSyntaxTree.ParseText(source)], [.. References.Framework], options);
        using var assembly = new MemoryStream();
        compilation.Emit(assembly).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        assembly.Position = 0;
        return References.Symbols(MetadataReference.CreateFromStream(assembly));
    }
}
