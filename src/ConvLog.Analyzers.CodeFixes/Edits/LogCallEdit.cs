using ConvLog.Analyzers.Privacy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>Changes the arguments of a logging call.</summary>
internal static class LogCallEdit
{
    /// <summary>The call that contains a node, such as one of its fields.</summary>
    public static InvocationExpressionSyntax? Around(SyntaxNode node)
        => node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(static call => NameOf(call) is "Info" or "Warning" or "Error" or "Write" or "LogApiResponse" or "LogApiResponseAsync");

    /// <summary>The call with <c>isPii: true</c>, replacing an existing flag.</summary>
    public static InvocationExpressionSyntax Personal(InvocationExpressionSyntax call)
    {
        var yes = SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression);
        var given = call.ArgumentList.Arguments.FirstOrDefault(static argument
            => argument.NameColon?.Name.Identifier.ValueText is "isPii" || argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression));
        return given is not null
            ? call.ReplaceNode(given.Expression, yes.WithTriviaFrom(given.Expression))
            : With(call, call.ArgumentList.Arguments.Count,
                SyntaxFactory.Argument(SyntaxFactory.NameColon("isPii").WithTrailingTrivia(SyntaxFactory.Space), default, yes));
    }

    public static LiteralExpressionSyntax Literal(string text)
        => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    /// <summary>The argument of a call that contains a node.</summary>
    public static ArgumentSyntax? ArgumentAround(InvocationExpressionSyntax call, SyntaxNode node)
        => call.ArgumentList.Arguments.FirstOrDefault(argument => argument.Span.Contains(node.Span));

    /// <summary>Whether one of the arguments before the fields is an exception.</summary>
    public static bool HasException(InvocationExpressionSyntax call, int fieldsFrom, SemanticModel model, CancellationToken cancellationToken)
        => call.ArgumentList.Arguments.Take(fieldsFrom).Any(argument => IsException(model.GetTypeInfo(argument.Expression, cancellationToken).Type));

    /// <summary>The call with an argument inserted at an index.</summary>
    public static InvocationExpressionSyntax With(InvocationExpressionSyntax call, int index, ArgumentSyntax argument)
    {
        var arguments = call.ArgumentList.Arguments;
        var list = arguments.GetWithSeparators().ToList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        int at = index == arguments.Count ? list.Count : list.IndexOf(arguments[index]);
        list.InsertRange(at, at == list.Count ? list.Count == 0 ? [argument] : [comma, argument] : [argument, comma]);
        return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(list)));
    }

    public static InvocationExpressionSyntax Without(InvocationExpressionSyntax call, ArgumentSyntax argument)
        => call.WithArgumentList(call.ArgumentList.WithArguments(call.ArgumentList.Arguments.Remove(argument)));

    /// <summary>The call with an argument replaced by others.</summary>
    public static InvocationExpressionSyntax Replaced(InvocationExpressionSyntax call, ArgumentSyntax argument, IReadOnlyList<ArgumentSyntax> others)
    {
        int at = call.ArgumentList.Arguments.IndexOf(argument);
        var changed = call.ReplaceNode(argument, others[0].WithTriviaFrom(argument));
        for (int next = 1; next < others.Count; next++)
        {
            changed = With(changed, at + next, others[next]);
        }

        return changed;
    }

    /// <summary>The block with a statement inserted at its start, on its own line if the others are.</summary>
    public static BlockSyntax WithFirst(BlockSyntax block, StatementSyntax statement)
    {
        var lineEnd = block.OpenBraceToken.TrailingTrivia.FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (!lineEnd.IsKind(SyntaxKind.EndOfLineTrivia))
        {
            return block.WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .WithStatements(block.Statements.Insert(0, statement.WithTrailingTrivia(SyntaxFactory.Space)));
        }

        var indentation = block.Statements.Count > 0 ? Indentation(block.Statements[0])
            : Indentation(block.CloseBraceToken.LeadingTrivia).Add(SyntaxFactory.Whitespace("    "));
        return block.WithStatements(block.Statements.Insert(0, statement.WithLeadingTrivia(indentation).WithTrailingTrivia(lineEnd)));
    }

    /// <summary>The white space before a node.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node) => Indentation(node.GetLeadingTrivia());

    /// <summary>The number of arguments before the fields: level, message, exception, and the flag if it is not named.</summary>
    public static int FieldsFrom(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        int index = 0;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var type = model.GetTypeInfo(argument.Expression, cancellationToken);
            bool isField = argument.NameColon is not null || argument.Expression is TupleExpressionSyntax || type.ConvertedType?.Name is "LogField"
                || (index > 1 && type.Type?.SpecialType is not SpecialType.System_Boolean && !IsException(type.Type));
            if (isField)
            {
                break;
            }

            index++;
        }

        return index;
    }

    private static SyntaxTriviaList Indentation(SyntaxTriviaList trivia)
        => trivia.LastOrDefault() is { RawKind: (int)SyntaxKind.WhitespaceTrivia } blanks ? SyntaxFactory.TriviaList(blanks) : SyntaxFactory.TriviaList();

    public static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() is "System.Exception")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A key for an expression, in the style of keys: guest_count.</summary>
    public static string KeyOf(ExpressionSyntax value, ISet<string> taken)
    {
        string name = string.Join("_", IdentifierWords.Of(NameOf(value) ?? "value"));
        string key = name;
        for (int number = 2; !taken.Add(key); number++)
        {
            key = name + number;
        }

        return key;
    }

    public static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "Trim" or "ToLower" or "ToUpper" or "ToLowerInvariant" } shaped,
        }
            => NameOf(shaped.Expression),
        InvocationExpressionSyntax call => NameOf(call.Expression),
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => NameOf(access.WhenNotNull),
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        AwaitExpressionSyntax awaited => NameOf(awaited.Expression),
        _ => null,
    };
}
