using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0003 and CL0005: removes placeholders from a message, and renames a reserved key to the name under which it is stored.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TextFixes)), Shared]
internal sealed class TextFixes : FixProvider
{
    /// <summary>The title of the fix of a message.</summary>
    public const string MessageTitle = "Remove the placeholders";

    /// <summary>The title of the fix of a key.</summary>
    public const string KeyTitle = "Name the key as it is kept";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.Placeholder.Id, Rules.Key.Id);

    /// <inheritdoc/>
    protected override ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (node is not LiteralExpressionSyntax { Token.Value: string text } literal)
        {
            return new([]);
        }

        if (string.Equals(diagnostic.Id, Rules.Placeholder.Id, StringComparison.Ordinal))
        {
            return new([new Fix(MessageTitle, literal, LogCallEdit.Literal(MessageText.Tidy(MessageCheck.WithoutPlaceholders(text))))]);
        }

        return new(KeyCheck.IsReserved(text) ? [new Fix(KeyTitle, literal, LogCallEdit.Literal("field_" + text))] : []);
    }
}
