using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ConvLog.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>
/// Compiles a quoted block against the compiled packages: a whole file unchanged, of a part of one the usings and types unchanged and the statements inside a
/// method.
/// </summary>
internal static class BlockCompilation
{
    // The implicit usings of the web SDK, and the using that every author writes.
    private static readonly string[] s_usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging", "ConvLog", "ConvLog.Sqlite",
            "ConvLog.PostgreSql",
    ];

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
    [
        .. References.Framework, References.InTestFolder("ConvLog"), References.InTestFolder("ConvLog.Storage"), References.InTestFolder("ConvLog.Testing"),
        References.InTestFolder("ConvLog.Sqlite"), References.InTestFolder("SQLitePCLRaw.core"), References.InTestFolder("SQLitePCLRaw.batteries_v2"),
        References.InTestFolder("ConvLog.PostgreSql"), References.InTestFolder("ConvLog.AspNetCore"), References.InTestFolder("ConvLog.Mcp"),
        References.InTestFolder("ModelContextProtocol"), References.InTestFolder("ModelContextProtocol.Core"),
        References.InTestFolder("ConvLog.Extensions.AI"), References.InTestFolder("ConvLog.Extensions.Http"),
            References.InTestFolder("ConvLog.Extensions.Logging"),
        References.InTestFolder("ConvLog.Extensions.Agents"), References.InTestFolder("Microsoft.Agents.AI.Abstractions"),
        References.InTestFolder("Microsoft.Extensions.AI.Abstractions"), References.InTestFolder("Microsoft.AspNetCore.Authentication.JwtBearer"),
        References.InTestFolder("Microsoft.AspNetCore.Authentication.OpenIdConnect"), References.InTestFolder("Microsoft.IdentityModel.Tokens"),
        References.InTestFolder("Microsoft.IdentityModel.Protocols.OpenIdConnect"),
        References.InTestFolder("Microsoft.Agents.AI"), References.InTestFolder("Microsoft.Agents.AI.Workflows"),
        References.InTestFolder("Microsoft.Extensions.AI"), References.InTestFolder("Microsoft.Extensions.AI.OpenAI"), References.InTestFolder("OpenAI"),
        References.InTestFolder("System.ClientModel"), References.InTestFolder("Microsoft.SemanticKernel.Abstractions"),
        References.InTestFolder("Microsoft.AspNetCore.Mvc.Testing"), References.InTestFolder("Microsoft.AspNetCore.TestHost"),
        References.InTestFolder("xunit.core"), References.InTestFolder("xunit.assert"), References.InTestFolder("xunit.abstractions"),
            References.InTestFolder("ConvLog.Architecture.Tests"), References.InTestFolder("Serilog"), References.InTestFolder("OpenTelemetry"),
        References.InTestFolder("OpenTelemetry.Api"), References.InTestFolder("OpenTelemetry.Exporter.OpenTelemetryProtocol"),
    ]);

    // Shared by all blocks, because reading the references takes longer than compiling a block.
    private static readonly ConcurrentDictionary<LanguageVersion, CSharpCompilation> s_shared = [];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules = [new LogCallAnalyzer(), new LifetimeAnalyzer()];

    /// <param name="block">The block.</param>
    /// <param name="version">The C# version of the reader.</param>
    /// <returns>The compiler errors, each with its position in the page.</returns>
    public static IEnumerable<string> Errors(CodeBlock block, LanguageVersion version)
        => Compilation(block, version).GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => Told(diagnostic, version));

    /// <returns>The violations of ConvLog's analyzer rules in a block, each with its position in the page.</returns>
    public static async Task<IEnumerable<string>> BrokenRulesAsync(CodeBlock block)
    {
        const LanguageVersion Version = LanguageVersion.Preview;
        var found = await Compilation(block, Version).WithAnalyzers(s_rules).GetAnalyzerDiagnosticsAsync();
        return found.Select(static diagnostic => Told(diagnostic, Version));
    }

    private static CSharpCompilation Compilation(CodeBlock block, LanguageVersion version)
    {
        if (block.Template is not null)
        {
            return FileCompilation.Of(block, version, s_references.Value);
        }

        var options = new CSharpParseOptions(version);
        return s_shared.GetOrAdd(version, static (_, options) => Shared(options), options)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Wrapped(block, options), options, block.Page));
    }

    private static CSharpCompilation Shared(CSharpParseOptions options) => CSharpCompilation.Create(
        "docs",
        [CSharpSyntaxTree.ParseText(string.Concat(s_usings.Select(static name => $"global using {name};\n")), options, "usings.cs")],
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static string Wrapped(CodeBlock block, CSharpParseOptions options)
    {
        var unit = CSharpSyntaxTree.ParseText(block.Code, options).GetCompilationUnitRoot();
        var text = new StringBuilder();
        foreach (var outside in unit.Usings.Concat<SyntaxNode>(unit.Members.Where(static member => member is not GlobalStatementSyntax)))
        {
            Append(text, block, outside);
        }

        text.AppendLine(
            "abstract class Block : ConvLog.Architecture.Tests.Docs.BlockAssumptions { static async System.Threading.Tasks.Task RunAsync() { await "
            + "System.Threading.Tasks.Task.Yield();");
        foreach (var statement in unit.Members.OfType<GlobalStatementSyntax>())
        {
            Append(text, block, statement);
        }

        return text.AppendLine("}}").ToString();
    }

    // Compiler errors then name the page and its line.
    private static void Append(StringBuilder text, CodeBlock block, SyntaxNode node)
    {
        int line = block.Line + node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;
        text.AppendLine(CultureInfo.InvariantCulture, $"#line {line} \"{block.Page}\"").AppendLine(node.ToFullString()).AppendLine("#line default");
    }

    private static string Told(Diagnostic diagnostic, LanguageVersion version)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        string csharp = version == LanguageVersion.Preview ? "C# 14" : $"C# {version.ToDisplayString()}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{place.Path}({place.StartLinePosition.Line + 1}): {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)} ({csharp})");
    }
}
