using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>A message that is put together: its constant text, and the values in it.</summary>
internal sealed class MessageText
{
    private readonly StringBuilder _text = new();
    private readonly List<ExpressionSyntax> _values = [];

    private MessageText()
    {
    }

    public IReadOnlyList<ExpressionSyntax> Values => _values;

    /// <summary>The constant that is left, as a literal.</summary>
    public LiteralExpressionSyntax Literal
        => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Tidy(_text.ToString())));

    /// <returns>Null where it is not put together here.</returns>
    public static MessageText? Of(ExpressionSyntax message)
    {
        var parts = new MessageText();
        return message is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax && parts.Add(message) && parts._values.Count > 0 ? parts : null;
    }

    /// <summary>Without what is left around values that were taken out.</summary>
    public static string Tidy(string text)
    {
        var timeout = TimeSpan.FromSeconds(1);
        text = Regex.Replace(text, @"'\s*'|\(\s*\)|\[\s*\]|""\s*""", " ", RegexOptions.None, timeout);
        text = Regex.Replace(text, @"\s+", " ", RegexOptions.None, timeout);
        text = Regex.Replace(text, @"\s*[:=]\s*(?=[,;.]|$)|\s+(?=[,;.!?])", "", RegexOptions.None, timeout);
        return Regex.Replace(text, @"(?:\s*[,;])+\s*$|^\s*[,;:]\s*", "", RegexOptions.None, timeout).Trim();
    }

    private bool Add(ExpressionSyntax part)
    {
        switch (part)
        {
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolationSyntax hole)
                    {
                        AddValue(hole.Expression);
                    }
                    else if (content is InterpolatedStringTextSyntax text)
                    {
                        _text.Append(text.TextToken.ValueText);
                    }
                }

                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Add(sum.Left) && Add(sum.Right);
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                _text.Append(literal.Token.ValueText);
                return true;
            case ParenthesizedExpressionSyntax inner when inner.Expression is InterpolatedStringExpressionSyntax:
                return Add(inner.Expression);
            default:
                AddValue(part);
                return true;
        }
    }

    private void AddValue(ExpressionSyntax value)
    {
        _values.Add(value is ParenthesizedExpressionSyntax inner ? inner.Expression : value);
        _text.Append(' ');
    }
}
