using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0007: logs one entry after a foreach, with the values of all its entries.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopFixes)), Shared]
internal sealed class LoopFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Log one entry after the loop";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.EntryPerItem.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (LogCallEdit.Around(node) is not { Parent: ExpressionStatementSyntax statement } call
            || statement.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { } loop
            || (loop.Statement != statement && statement.Parent != loop.Statement)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || LoopItems.Of(loop, model, cancellationToken) is not { } items || items.Collected(call) is not { } collected)
        {
            return [];
        }

        var behind = statement.WithExpression(collected);
        if (loop.Statement is BlockSyntax { Statements.Count: > 1 } body)
        {
            var shorter = loop.WithStatement(body.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!);
            behind = behind.WithLeadingTrivia(LogCallEdit.Indentation(loop)).WithTrailingTrivia(loop.GetTrailingTrivia());
            return loop.Parent is BlockSyntax around ? [new Fix(Title, around, around.ReplaceNode(loop, [shorter, behind]))] : [];
        }

        return [new Fix(Title, loop, behind)];
    }
}
