using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0013: evaluates the sequence in the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SequenceFixes)), Shared]
internal sealed class SequenceFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Log its items as an array";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.LazySequence.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (node is not ExpressionSyntax value || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetTypeInfo(value, cancellationToken) is not { Type: INamedTypeSymbol { TypeArguments.Length: 1 } sequence } type
            || sequence.Name is "IAsyncEnumerable")
        {
            return [];
        }

        var array = Array(value, type, model.LookupSymbols(value.SpanStart, sequence, "ToArray", includeReducedExtensionMethods: true).Length > 0);

        // new { slots } gets its name from the value.
        return [value.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member && NameOf(value) is { } name
            ? new Fix(Title, member, SyntaxFactory.AnonymousObjectMemberDeclarator(
                SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space))
                    .WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)), array))
            : new Fix(Title, value, array)];
    }

    private static ExpressionSyntax Array(ExpressionSyntax value, TypeInfo type, bool isExtension)
    {
        string text = value.WithoutTrivia().ToString();
        if (!isExtension)
        {
            return SyntaxFactory.ParseExpression($"global::System.Linq.Enumerable.ToArray({text})").WithAdditionalAnnotations(Simplifier.Annotation);
        }

        bool isPrimary = value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ConditionalAccessExpressionSyntax or ParenthesizedExpressionSyntax;
        bool mayBeNull = type.Nullability.FlowState == NullableFlowState.MaybeNull && value is not ConditionalAccessExpressionSyntax;
        return SyntaxFactory.ParseExpression($"{(isPrimary ? text : $"({text})")}{(mayBeNull ? "?" : "")}.ToArray()");
    }

    private static string? NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
