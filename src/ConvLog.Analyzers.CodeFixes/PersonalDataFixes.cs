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

/// <summary>CL0001 and CL0009: makes the field or the entry personal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PersonalDataFixes)), Shared]
internal sealed class PersonalDataFixes : FixProvider
{
    /// <summary>The title of the fix that hides a field.</summary>
    public const string FieldTitle = "Make the field personal";

    /// <summary>The title of the fix that hides an entry.</summary>
    public const string EntryTitle = "Make the entry personal";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.PersonalData.Id, Rules.PersonalLiteral.Id);

    /// <inheritdoc/>
    protected override ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var fixes = ImmutableArray.CreateBuilder<Fix>();
        if (LogCallEdit.Around(node) is { } call)
        {
            if (FieldAround(node, call) is { } field && Pii(field) is { } personal)
            {
                fixes.Add(new Fix(FieldTitle, field, personal));
            }

            fixes.Add(new Fix(EntryTitle, call, LogCallEdit.Personal(call)));
        }

        return new(fixes.ToImmutable());
    }

    /// <summary>The field that contains a node, if it can be made personal.</summary>
    public static ExpressionSyntax? FieldAround(SyntaxNode node, InvocationExpressionSyntax call)
        => node.AncestorsAndSelf().TakeWhile(ancestor => ancestor != call).OfType<ExpressionSyntax>()
            .FirstOrDefault(static ancestor => ancestor is TupleExpressionSyntax { Arguments.Count: 2 }
                or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Of" } });

    /// <summary>The field as a call of <c>LogField.Pii</c>.</summary>
    public static InvocationExpressionSyntax? Pii(ExpressionSyntax field) => field switch
    {
        TupleExpressionSyntax tuple => SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseName("global::ConvLog.LogField").WithAdditionalAnnotations(Simplifier.Annotation), SyntaxFactory.IdentifierName("Pii")),
            SyntaxFactory.ArgumentList(tuple.Arguments)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } of
            => of.WithExpression(member.WithName(SyntaxFactory.IdentifierName("Pii"))),
        _ => null,
    };
}
