using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0010 and CL0012: declares what must end with using, and says where the result of a flush is not wanted.</summary>
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
            return new(statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local ? [new Fix(UsingTitle, local, Using(local))] : []);
        }

        return new(statement is ExpressionStatementSyntax { Expression: AwaitExpressionSyntax awaited } flush
            ? [new Fix(DiscardTitle, flush, flush.WithExpression(Discard(awaited)))]
            : []);
    }

    private static LocalDeclarationStatementSyntax Using(LocalDeclarationStatementSyntax local)
        => local.WithoutLeadingTrivia().WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));

    private static AssignmentExpressionSyntax Discard(ExpressionSyntax value)
        => SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression, SyntaxFactory.IdentifierName(s_discard),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value.WithoutLeadingTrivia());
}
