using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CS0457, a compiler error: a field whose value converts to several numeric types, which is a ulong or nuint.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FieldFixes)), Shared]
internal sealed class FieldFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Log it exactly, by LogField.Of";

    private const string AmbiguousConversion = "CS0457";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AmbiguousConversion);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
        => node is TupleExpressionSyntax { Arguments.Count: 2 } field
            && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && model.GetTypeInfo(field, cancellationToken).ConvertedType is INamedTypeSymbol { Name: "LogField", ContainingNamespace.Name: "ConvLog" } type
            ? [new Fix(Title, field, Exactly(type.ToMinimalDisplayString(model, field.SpanStart), field.Arguments))]
            : [];

    // Without argument names: the names of a tuple's items are not those of the method's parameters and would not compile.
    private static ExpressionSyntax Exactly(string type, SeparatedSyntaxList<ArgumentSyntax> pair)
        => SyntaxFactory.ParseExpression($"{type}.Of({pair[0].Expression}, {pair[1].Expression})");
}
