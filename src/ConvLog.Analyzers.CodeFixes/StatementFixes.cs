using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0010 and CL0012: declares a scope with using, and discards the result of a flush explicitly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StatementFixes)), Shared]
internal sealed class StatementFixes : FixProvider
{
    /// <summary>The title of the fix of a function event or turn.</summary>
    public const string UsingTitle = "Declare it with using";

    /// <summary>The title of the fix of a flush.</summary>
    public const string DiscardTitle = "Discard the result";

    private static readonly SyntaxToken s_discard =
        SyntaxFactory.Identifier(SyntaxFactory.TriviaList(), SyntaxKind.UnderscoreToken, "_", "_", SyntaxFactory.TriviaList(SyntaxFactory.Space));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.Lifetime.Id, Rules.FlushResultIgnored.Id);

    /// <inheritdoc/>
    protected override ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var statement = node.FirstAncestorOrSelf<StatementSyntax>();
        if (string.Equals(diagnostic.Id, Rules.Lifetime.Id, StringComparison.Ordinal))
        {
            return new(
                statement is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local ? []
                : node.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp8 } ? UsingBlock(local)
                : [new Fix(UsingTitle, local, Using(local))]);
        }

        return new(statement is ExpressionStatementSyntax { Expression: AwaitExpressionSyntax awaited } flush
            ? [new Fix(DiscardTitle, flush, flush.WithExpression(Discard(awaited)))]
            : []);
    }

    private static LocalDeclarationStatementSyntax Using(LocalDeclarationStatementSyntax local)
        => local.WithoutLeadingTrivia().WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));

    // C# 8 introduced using declarations; before that, a using statement encloses the following statements.
    private static ImmutableArray<Fix> UsingBlock(LocalDeclarationStatementSyntax local)
    {
        if (local.Parent is not BlockSyntax block)
        {
            return [];
        }

        int at = block.Statements.IndexOf(local);
        var following = SyntaxFactory.Block(block.Statements.Skip(at + 1));
        var around = SyntaxFactory.UsingStatement(local.Declaration.WithoutLeadingTrivia(), expression: null, following)
            .WithLeadingTrivia(local.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        return [new Fix(UsingTitle, block, block.WithStatements(SyntaxFactory.List(block.Statements.Take(at).Append(around))))];
    }

    private static AssignmentExpressionSyntax Discard(ExpressionSyntax value)
        => SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(s_discard),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value.WithoutLeadingTrivia());
}
