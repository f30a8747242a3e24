using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Tests;

public class RuleSuppressorTests
{
    [Fact]
    public async Task Other_analyzers_are_suppressed_at_log_calls_and_in_catch_blocks_that_log()
    {
        var compilation = CheckedCode.Compile($$"""
            {{CheckedCode.Usings}}
            public class Functions
            {
                public void Run(Conversation conv)
                {
                    conv.Log.Info("logged");
                    Console.WriteLine("written");
                    try { } catch (Exception e) { conv.Log.Error("told", e); }
                    try { } catch (Exception) { Console.WriteLine("hidden"); }
                }
            }
            """);

        var found = await compilation
            .WithAnalyzers([new Others(), new RuleSuppressor()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, true))
            .GetAllDiagnosticsAsync();

        found.Where(static diagnostic => diagnostic.Id.StartsWith("CA", StringComparison.Ordinal))
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(static diagnostic => (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.IsSuppressed))
            .Should().Equal(
                ("CA1303", 5, true), ("CA1303", 6, false), ("CA1031", 7, true), ("CA1303", 7, true), ("CA1031", 8, false), ("CA1303", 8, false));
    }

    /// <summary>A substitute for rules of other packages: reports each literal argument and each catch block.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // It is never shipped.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Others : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_text = new("CA1303", "Text", "Text", "Others", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        private static readonly DiagnosticDescriptor s_catch = new("CA1031", "Catch", "Catch", "Others", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_text, s_catch];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                static found => found.ReportDiagnostic(Diagnostic.Create(s_text, found.Node.GetLocation())), SyntaxKind.StringLiteralExpression);
            context.RegisterSyntaxNodeAction(
                static found => found.ReportDiagnostic(Diagnostic.Create(s_catch, ((CatchClauseSyntax)found.Node).CatchKeyword.GetLocation())),
                SyntaxKind.CatchClause);
        }
    }
#pragma warning restore RS1036, RS1038, RS1041
}
