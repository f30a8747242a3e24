using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The sources of a package, compiled as in its project, for semantic analysis.</summary>
internal sealed class PackageSources
{
    // The error for partial methods whose bodies the LoggerMessage source generator would write.
    private const string PartialMethodWithoutBody = "CS8795";

    private const string ForEvaluation = "MEAI001"; // The realtime types of Microsoft.Extensions.AI; the package allows it.

    private static readonly string[] s_implicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly ConcurrentDictionary<string, PackageSources> s_packages = new(StringComparer.Ordinal);

    private readonly CSharpCompilation _compilation;
    private readonly Lazy<IReadOnlyList<SourceUse>> _uses;

    private PackageSources(string package)
    {
        _compilation = Compile(package);
        _uses = new Lazy<IReadOnlyList<SourceUse>>(() => [.. SourceUses.In(_compilation, $"src/{package}").Distinct()]);
    }

    /// <summary>Every use of a type of one file in another file.</summary>
    public IReadOnlyList<SourceUse> Uses => _uses.Value;

    public static PackageSources Of(string package) => s_packages.GetOrAdd(package, static name => new PackageSources(name));

    /// <summary>The compiler errors about references and usings of this compilation.</summary>
    public IEnumerable<string> Errors() => _compilation.GetDiagnostics()
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not (PartialMethodWithoutBody or ForEvaluation))
        .Select(static diagnostic => diagnostic.ToString());

    private static CSharpCompilation Compile(string package)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER"]);
        var trees = Repository.FilesUnder($"src/{package}")
            .Where(static file => file.IsSource)
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), options, file.Path)).ToList();
        var generated = trees.SelectMany(file => GeneratedJsonContext.In(file).Select(source => CSharpSyntaxTree.ParseText(source, options, file.FilePath)));
        var usings = CSharpSyntaxTree.ParseText(string.Concat(s_implicitUsings.Select(static name => $"global using {name};\n")), options, "usings.cs");
        return CSharpCompilation.Create(
            package,
            [.. trees, .. generated, usings],
            [.. References.Framework, .. Needed(package).Select(References.InTestFolder)],
            // Without nullable warnings the compiler skips the flow analysis of every method, which takes longer than everything else here and resolves no
            // name.
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations,
                metadataImportOptions: MetadataImportOptions.All));
    }

    private static string[] Needed(string package) => package switch
    {
        "ConvLog" => [],
        "ConvLog.Storage" => ["ConvLog"],
        "ConvLog.Extensions.Agents" => ["ConvLog", "ConvLog.Extensions.AI", "Microsoft.Agents.AI.Abstractions", "Microsoft.Extensions.AI.Abstractions"],
        "ConvLog.Extensions.AI" => ["ConvLog", "Microsoft.Extensions.AI.Abstractions"],
        "ConvLog.Extensions.Logging" => ["ConvLog"],
        "ConvLog.Extensions.Http" => ["ConvLog"],
        "ConvLog.Mcp" => ["ConvLog", "ConvLog.Storage", "ConvLog.AspNetCore", "ModelContextProtocol", "ModelContextProtocol.Core"],
        "ConvLog.Analyzers" => ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"],
        "ConvLog.Testing" => ["ConvLog", "ConvLog.Storage"],
        "ConvLog.Sqlite" => ["ConvLog", "ConvLog.Storage", "SQLitePCLRaw.core", "SQLitePCLRaw.batteries_v2"],
        "ConvLog.PostgreSql" => ["ConvLog", "ConvLog.Storage", "Npgsql"],
        _ => ["ConvLog", "ConvLog.Storage"],
    };
}
