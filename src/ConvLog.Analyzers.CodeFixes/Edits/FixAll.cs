using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>
/// Applies one fix to all its diagnostics. <c>dotnet format</c> requests the fix of the first diagnostic of the document, which may belong to another rule or
/// have none: then the first fix of any diagnostic of the rule is used.
/// </summary>
internal sealed class FixAll : FixAllProvider
{
    /// <summary>The shared instance.</summary>
    public static readonly FixAll Instance = new();

    private FixAll()
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => WellKnownFixAllProviders.BatchFixer.GetSupportedFixAllScopes();

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var asked = fixAllContext.CodeActionEquivalenceKey is null ? null
            : await WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext).ConfigureAwait(false);
        if (asked is not null || await FirstAsync(fixAllContext).ConfigureAwait(false) is not var (document, key))
        {
            return asked;
        }

        return await WellKnownFixAllProviders.BatchFixer.GetFixAsync(new FixAllContext(document, fixAllContext.CodeFixProvider, fixAllContext.Scope, key,
            fixAllContext.DiagnosticIds, new KnownDiagnostics(fixAllContext), fixAllContext.CancellationToken)).ConfigureAwait(false);
    }

    private static async Task<(Document Document, string Key)?> FirstAsync(FixAllContext context)
    {
        var documents = context switch
        {
            { Scope: FixAllScope.Solution } => context.Solution.Projects.SelectMany(static project => project.Documents),
            { Scope: FixAllScope.Project } => context.Project.Documents,
            { Document: { } one } => [one],
            _ => [],
        };
        foreach (var document in documents)
        {
            foreach (var diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                string? key = null;
                await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(
                    document, diagnostic, (action, _) => key ??= action.EquivalenceKey, context.CancellationToken)).ConfigureAwait(false);
                if (key is not null)
                {
                    return (document, key);
                }
            }
        }

        return null;
    }

    // Provides the known diagnostics: a context does not pass them on.
    private sealed class KnownDiagnostics(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
