using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>The items of a foreach, if all of them are available after it: those of an array or list that the loop does not change.</summary>
internal sealed class LoopItems
{
    private readonly ForEachStatementSyntax _loop;
    private readonly SemanticModel _model;
    private readonly ILocalSymbol _item;
    private readonly string _count;
    private readonly bool _canSelect;

    private LoopItems(ForEachStatementSyntax loop, SemanticModel model, ILocalSymbol item, string count, bool canSelect)
        => (_loop, _model, _item, _count, _canSelect) = (loop, model, item, count, canSelect);

    /// <returns>Null if the items may differ after the loop.</returns>
    public static LoopItems? Of(ForEachStatementSyntax loop, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = model.GetTypeInfo(loop.Expression, cancellationToken).Type;
        string? count = type switch
        {
            IArrayTypeSymbol => "Length",
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" } => "Count",
            _ => null,
        };
        if (count is null || loop.Expression is not IdentifierNameSyntax || !loop.AwaitKeyword.IsKind(SyntaxKind.None)
            || model.GetSymbolInfo(loop.Expression, cancellationToken).Symbol is not (ILocalSymbol or IParameterSymbol)
            || loop.Statement.DescendantNodesAndSelf().Any(static node => node is AssignmentExpressionSyntax or AwaitExpressionSyntax
                or BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax
                or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }))
        {
            return null;
        }

        bool canSelect = model.LookupSymbols(loop.SpanStart, type, "Select", includeReducedExtensionMethods: true).Length > 0;
        return model.GetDeclaredSymbol(loop, cancellationToken) is { } item ? new LoopItems(loop, model, item, count, canSelect) : null;
    }

    /// <summary>The call with all items instead of one.</summary>
    /// <returns>Null if it uses an item, or a local of the loop, for anything but values read from the item.</returns>
    public InvocationExpressionSyntax? Collected(InvocationExpressionSyntax call)
    {
        if (ReferencesLoopLocal(call.Expression))
        {
            return null;
        }

        var changed = call;
        int collected = 0;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (!ReferencesLoopLocal(argument))
            {
                continue;
            }

            if (ValueIn(argument.Expression) is not { } value || All(value) is not { } all || ReferencesOtherLoopLocals(argument, value))
            {
                return null;
            }

            changed = changed.ReplaceNode(changed.ArgumentList.Arguments[call.ArgumentList.Arguments.IndexOf(argument)], argument.ReplaceNode(value, all));
            collected++;
        }

        return collected > 0 ? changed
            : LogCallEdit.With(changed, LogCallEdit.FieldsFrom(call, _model, default),
                SyntaxFactory.Argument(SyntaxFactory.ParseExpression($"(\"count\", {_loop.Expression}.{_count})")));
    }

    // ("slot", slot.Id), LogField.Of("slot", slot.Id).
    private static ExpressionSyntax? ValueIn(ExpressionSyntax field) => field switch
    {
        TupleExpressionSyntax { Arguments.Count: 2 } tuple => tuple.Arguments[1].Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: >= 2 } parts } of when LogCallEdit.NameOf(of) is "Of" or "Pii" => parts[1].Expression,
        _ => null,
    };

    // The items themselves, or a member of each.
    private ExpressionSyntax? All(ExpressionSyntax value)
    {
        if (value is IdentifierNameSyntax)
        {
            return SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(value).Symbol, _item) ? _loop.Expression.WithTriviaFrom(value) : null;
        }

        var root = value;
        while (root is MemberAccessExpressionSyntax member)
        {
            root = member.Expression;
        }

        return _canSelect && root is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(root).Symbol, _item)
            ? SyntaxFactory.ParseExpression($"{_loop.Expression}.Select({_loop.Identifier} => {value.WithoutTrivia()}).ToArray()").WithTriviaFrom(value)
            : null;
    }

    private bool ReferencesOtherLoopLocals(ArgumentSyntax argument, ExpressionSyntax value)
        => argument.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => !value.Span.Contains(name.Span) && ReferencesLoopLocal(name));

    private bool ReferencesLoopLocal(SyntaxNode node)
        => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => _model.GetSymbolInfo(name).Symbol is ILocalSymbol local
            && local.Locations.FirstOrDefault() is { } place && _loop.Span.Contains(place.SourceSpan));
}
