using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The sources of the core package, compiled as its project compiles them, for their meaning.</summary>
internal static class CoreSources
{
    public const string Folder = "src/ConvLog";

    // What the source generator of LoggerMessage would write: the bodies of its partial methods.
    private const string PartialMethodWithoutBody = "CS8795";

    private static readonly string[] s_implicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly Lazy<CSharpCompilation> s_compilation = new(Compile);

    private static readonly Lazy<IReadOnlyList<SourceUse>> s_uses = new(() => [.. SourceUses.In(s_compilation.Value).Distinct()]);

    /// <summary>Every use of one file's type in another file.</summary>
    public static IReadOnlyList<SourceUse> Uses => s_uses.Value;

    public static IEnumerable<string> Errors() => s_compilation.Value.GetDiagnostics()
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not PartialMethodWithoutBody)
        .Select(static diagnostic => diagnostic.ToString());

    private static CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER"]);
        var trees = Repository.FilesUnder(Folder)
            .Where(static file => file.Extension is ".cs")
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), options, file.Path));
        var usings = CSharpSyntaxTree.ParseText(string.Concat(s_implicitUsings.Select(static name => $"global using {name};\n")), options, "usings.cs");
        return CSharpCompilation.Create(
            "ConvLog",
            trees.Append(usings),
            [.. References.Framework],
            // Without warnings about null the compiler skips its flow analysis of every method, which takes longer than everything else here and resolves no name.
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations));
    }
}
