using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>Provides fixes that each replace one node of a document, with a shared fix-all provider for documents, projects and solutions.</summary>
internal abstract class FixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        // dotnet format passes the first diagnostic of the document, whichever rule it belongs to.
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => FixableDiagnosticIds.Contains(diagnostic.Id, StringComparer.Ordinal)))
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (var fix in await FindAsync(context.Document, node, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(Changed(context.Document, root, fix)), fix.Title), diagnostic);
            }
        }
    }

    /// <summary>Finds the fixes for a diagnostic at a node.</summary>
    protected abstract ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken);

    private static Document Changed(Document document, SyntaxNode root, Fix fix)
        => document.WithSyntaxRoot(root.ReplaceNode(fix.Old, fix.Replacement.WithTriviaFrom(fix.Old)));
}
