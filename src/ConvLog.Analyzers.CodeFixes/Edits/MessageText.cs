using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>A composed message: its constant text, and its values.</summary>
internal sealed class MessageText
{
    private readonly StringBuilder _text = new();
    private readonly List<ExpressionSyntax> _values = [];

    private MessageText()
    {
    }

    public IReadOnlyList<ExpressionSyntax> Values => _values;

    /// <summary>The remaining constant text, as a literal.</summary>
    public LiteralExpressionSyntax Literal => LogCallEdit.Literal(Tidy(_text.ToString()));

    /// <returns>Null if the message is not composed in this expression.</returns>
    public static MessageText? Of(ExpressionSyntax message)
    {
        if (message is not (InterpolatedStringExpressionSyntax or BinaryExpressionSyntax))
        {
            return null;
        }

        var parts = new MessageText();
        parts.Add(message);
        return parts._values.Count > 0 ? parts : null;
    }

    /// <summary>Removes punctuation and spaces left over from removed values.</summary>
    public static string Tidy(string text)
    {
        var timeout = TimeSpan.FromSeconds(1);
        text = Regex.Replace(text, @"'\s*'|\(\s*\)|\[\s*\]|""\s*""", " ", RegexOptions.None, timeout);
        text = Regex.Replace(text, @"\s+", " ", RegexOptions.None, timeout);
        text = Regex.Replace(text, @"\s*[:=]\s*(?=[,;.]|$)|\s+(?=[,;.!?])", "", RegexOptions.None, timeout);
        return Regex.Replace(text, @"(?:\s*[,;])+\s*$|^\s*[,;:]\s*", "", RegexOptions.None, timeout).Trim();
    }

    private void Add(ExpressionSyntax part)
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

                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Add(sum.Left);
                Add(sum.Right);
                break;
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                _text.Append(literal.Token.ValueText);
                break;
            case ParenthesizedExpressionSyntax inner when inner.Expression is InterpolatedStringExpressionSyntax:
                Add(inner.Expression);
                break;
            default:
                AddValue(part);
                break;
        }
    }

    private void AddValue(ExpressionSyntax value)
    {
        _values.Add(value is ParenthesizedExpressionSyntax inner ? inner.Expression : value);
        _text.Append(' ');
    }
}
