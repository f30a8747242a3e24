using System.Collections.Immutable;
using ConvLog.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Analyzers.Tests.Support;

/// <summary>Applies a fix to one diagnostic, or to all of a document, project or solution.</summary>
internal static class FixedCode
{
    private static readonly ImmutableArray<CodeFixProvider> s_fixes =
    [
        new PersonalDataFixes(), new MessageFixes(), new ExceptionFixes(), new FlagFixes(), new TextFixes(), new StatementFixes(),
        new LoopFixes(), new DumpFixes(), new CatchFixes(), new SequenceFixes(), new FieldFixes(),
    ];

    /// <summary>The titles of the fixes offered for the first diagnostic of a rule.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(string statements, string rule)
    {
        var document = Document(Wrapped(statements));
        return [.. (await OfferedAsync(document, (await FindAsync(document, rule))[0])).Select(static offered => offered.Title)];
    }

    /// <summary>Applies the fix to the first diagnostic of a rule in statements of a method with a conversation. The result must compile.</summary>
    public static async Task IsAsync(string statements, string rule, string expected, string? title = null,
        LanguageVersion language = LanguageVersion.Latest)
    {
        var document = Document(Wrapped(statements), language);
        var action = await OfferedAsync(document, (await FindAsync(document, rule))[0], title);
        (await TextAsync((await ChangedAsync(document, action)).GetDocument(document.Id)!)).Should().Be(Wrapped(expected));
    }

    /// <summary>Applies the fix to all its diagnostics in two documents of one or two projects.</summary>
    public static async Task AllAreAsync(string statements, string rule, string expected, FixAllScope scope, string? title = null, bool isTitleKnown = true)
    {
        var first = Document(Wrapped(statements));
        var solution = first.Project.Solution;
        var otherProject = scope == FixAllScope.Solution ? ProjectId.CreateNewId() : first.Project.Id;
        solution = scope == FixAllScope.Solution ? WithProject(solution, otherProject) : solution;
        var other = DocumentId.CreateNewId(otherProject);
        solution = solution.AddDocument(other, "Other.cs", Other(statements), filePath: "Other.cs");
        first = solution.GetDocument(first.Id)!;

        var diagnostic = (await FindAsync(first, rule))[0];
        var provider = s_fixes.First(fix => fix.FixableDiagnosticIds.Contains(rule, StringComparer.Ordinal));
        string? key = isTitleKnown ? (await OfferedAsync(first, diagnostic, title)).EquivalenceKey : null;
        var context = new FixAllContext(first, provider, scope, key!, provider.FixableDiagnosticIds, new Found(rule), CancellationToken.None);
        var all = (await provider.GetFixAllProvider()!.GetFixAsync(context))!;
        var changed = await ChangedAsync(first, all);

        (await TextAsync(changed.GetDocument(first.Id)!)).Should().Be(Wrapped(expected));
        (await TextAsync(changed.GetDocument(other)!)).Should().Be(Other(scope == FixAllScope.Document ? statements : expected));
    }

    private static async Task<CodeAction> OfferedAsync(Document document, Diagnostic diagnostic, string? title)
        => (await OfferedAsync(document, diagnostic)).First(offered => title is null || string.Equals(offered.Title, title, StringComparison.Ordinal));

    private static async Task<List<CodeAction>> OfferedAsync(Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        foreach (var fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id, StringComparer.Ordinal)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return offered;
    }

    private static async Task<Solution> ChangedAsync(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        foreach (var project in changed.Projects)
        {
            (await project.GetCompilationAsync())!.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Should().BeEmpty("what is fixed compiles: {0}", await TextAsync(changed.GetDocument(document.Id)!));
        }

        return changed;
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document, string rule)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        var tree = await document.GetSyntaxTreeAsync();
        var found = rule.StartsWith("CS", StringComparison.Ordinal) ? compilation.GetDiagnostics() : await CheckedCode.AnalyzeAsync(compilation);
        return [.. found
            .Where(diagnostic => string.Equals(diagnostic.Id, rule, StringComparison.Ordinal) && diagnostic.Location.SourceTree == tree)];
    }

    private static async Task<string> TextAsync(Document document) => (await document.GetTextAsync()).ToString();

    private static Document Document(string code, LanguageVersion language = LanguageVersion.Latest)
    {
        var project = ProjectId.CreateNewId();
        var solution = WithProject(new AdhocWorkspace().CurrentSolution, project);
        var id = DocumentId.CreateNewId(project);
        solution = solution.WithProjectParseOptions(project, new CSharpParseOptions(language));
        solution = language < LanguageVersion.CSharp8
            ? solution.WithProjectCompilationOptions(project, ((CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!)
                .WithNullableContextOptions(NullableContextOptions.Disable))
            : solution;
        return solution.AddDocument(id, "Checked.cs", code, filePath: "Checked.cs").GetDocument(id)!;
    }

    private static Solution WithProject(Solution solution, ProjectId id)
    {
        var compiled = CheckedCode.Compile();
        return solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, $"Checked{id.Id:N}", $"Checked{id.Id:N}", LanguageNames.CSharp,
            compilationOptions: compiled.Options, parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: compiled.References));
    }

    private static string Other(string statements) => Wrapped(statements).Replace("class Functions", "class Others", StringComparison.Ordinal);

    private static string Wrapped(string statements) => $$"""
        {{CheckedCode.Usings}}
        public class Functions
        {
            private static void Save() { }
            public class Order
            {
                public string Note { get; set; } = ""; public int Id { get; set; } public decimal Total { get; set; } public DateTime BirthDate { get; set; }
                public int A, B, C, D, E, F;
            }
            public async Task RunAsync(Conversation conv, string email, string phone, int slot, decimal price, List<int> slots, Order[] orders, Order order)
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                await Task.CompletedTask;
            }
        }
        """;

    private sealed class Found(string rule) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            var found = new List<Diagnostic>();
            foreach (var document in project.Documents)
            {
                found.AddRange(await FindAsync(document, rule));
            }

            return found;
        }

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => await FindAsync(document, rule);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
