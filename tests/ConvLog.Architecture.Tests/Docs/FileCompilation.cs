using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>
/// Compiles a quoted block unchanged, as a file of the project that <c>dotnet new</c> makes: with the implicit usings of its SDK, and nothing else.
/// </summary>
internal static class FileCompilation
{
    private static readonly string[] s_sdk =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] s_hosting =
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly FrozenDictionary<string, string[]> s_usings = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["console"] = s_sdk,
        ["worker"] = [.. s_sdk, .. s_hosting],
        ["web"] =
        [
            .. s_sdk, .. s_hosting, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
            "Microsoft.AspNetCore.Routing",
        ],
        ["xunit"] = [.. s_sdk, "Xunit"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Shared by all blocks of a template, because reading the references takes longer than compiling a block.
    private static readonly ConcurrentDictionary<(string Template, LanguageVersion Version), CSharpCompilation> s_shared = [];

    /// <param name="block">A block with a template.</param>
    /// <param name="version">The C# version of the reader.</param>
    /// <param name="references">The packages.</param>
    public static CSharpCompilation Of(CodeBlock block, LanguageVersion version, IReadOnlyList<MetadataReference> references)
    {
        var options = new CSharpParseOptions(version);
        var file = CSharpSyntaxTree.ParseText($"#line {block.Line}\n{block.Code}", options, block.Page);
        bool isProgram = file.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax);
        var shared = s_shared.GetOrAdd((block.Template!, version), static (key, references) => Shared(key.Template, key.Version, references), references);
        return shared.WithOptions(shared.Options.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary))
            .AddSyntaxTrees(file).AddReferences(Tested(block, version, references));
    }

    // A project of tests has a reference to the host that the page shows before its test.
    private static IEnumerable<MetadataReference> Tested(CodeBlock test, LanguageVersion version, IReadOnlyList<MetadataReference> references)
        => test.Template is "xunit"
            ? CodeBlock.Of(Page.At(test.Page), "csharp").Where(host => host.Line < test.Line && host.Template is not "xunit").TakeLast(1)
                .Select(host => Of(host, version, references).WithAssemblyName("host").ToMetadataReference())
            : [];

    private static CSharpCompilation Shared(string template, LanguageVersion version, IReadOnlyList<MetadataReference> references)
    {
        // The package compiles this file into projects that reference Microsoft.Extensions.AI.
        const string OfPackage = "src/ConvLog.Extensions.AI/buildTransitive/ConvLogChatClientBuilderExtensions.cs";
        var options = new CSharpParseOptions(version);
        string usings = string.Concat(s_usings[template].Select(static name => $"global using global::{name};\n"));
        return CSharpCompilation.Create(
            "docs",
            [
                CSharpSyntaxTree.ParseText(usings, options, "usings.cs"),
                CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.FullPath(OfPackage)), options, OfPackage),
            ],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }
}
