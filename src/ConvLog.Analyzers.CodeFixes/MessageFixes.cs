using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0002: moves the values of a message to fields. An exception among them becomes the exception argument.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MessageFixes)), Shared]
internal sealed class MessageFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Move the values to fields";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ValuesInMessage.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (node is not ExpressionSyntax message || message.Parent is not ArgumentSyntax argument || LogCallEdit.Around(message) is not { } call
            || argument.Parent != call.ArgumentList || MessageText.Of(message) is not { } parts
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || HasFieldsObject(call, model, cancellationToken))
        {
            return [];
        }

        return [new Fix(Title, call, Changed(call, argument, parts, model, cancellationToken))];
    }

    private static InvocationExpressionSyntax Changed(
        InvocationExpressionSyntax call, ArgumentSyntax message, MessageText parts, SemanticModel model, CancellationToken cancellationToken)
    {
        int from = LogCallEdit.FieldsFrom(call, model, cancellationToken);
        int exceptionAt = from;
        bool hasException = LogCallEdit.HasException(call, from, model, cancellationToken);
        var taken = new HashSet<string>(call.DescendantNodes().OfType<TupleExpressionSyntax>()
            .Select(static tuple => (tuple.Arguments[0].Expression as LiteralExpressionSyntax)?.Token.ValueText).OfType<string>(), StringComparer.Ordinal);
        var changed = call.ReplaceNode(message.Expression, parts.Literal.WithTriviaFrom(message.Expression));
        foreach (var value in parts.Values)
        {
            if (ExceptionIn(value, model, cancellationToken) is { } exception)
            {
                if (!hasException)
                {
                    changed = LogCallEdit.With(changed, exceptionAt, SyntaxFactory.Argument(exception.WithoutTrivia()));
                    hasException = true;
                    from++;
                }

                continue;
            }

            changed = LogCallEdit.With(changed, from, SyntaxFactory.Argument(Field(LogCallEdit.KeyOf(value, taken), value)));
            from++;
        }

        return changed;
    }

    private static ExpressionSyntax? ExceptionIn(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var owner = value switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace" } member => member.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } member } => member.Expression,
            _ => value,
        };
        return LogCallEdit.IsException(model.GetTypeInfo(owner, cancellationToken).Type) ? owner : null;
    }

    private static TupleExpressionSyntax Field(string key, ExpressionSyntax value)
        => SyntaxFactory.TupleExpression(SyntaxFactory.SeparatedList<ArgumentSyntax>(new SyntaxNodeOrToken[]
        {
            SyntaxFactory.Argument(LogCallEdit.Literal(key)),
            SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Argument(value.WithoutTrivia()),
        }));

    private static bool HasFieldsObject(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
        => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { TypeArguments.Length: > 0 };
}
