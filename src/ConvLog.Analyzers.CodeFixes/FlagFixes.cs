using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0004: replaces the field with the argument.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlagFixes)), Shared]
internal sealed class FlagFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Replace the field by isPii: true";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.FlagAsField.Id);

    /// <inheritdoc/>
    protected override ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
        => new(LogCallEdit.Around(node) is { } call && LogCallEdit.ArgumentAround(call, node) is { } field
            && field.Expression is TupleExpressionSyntax or InvocationExpressionSyntax
            ? [new Fix(Title, call, LogCallEdit.Personal(LogCallEdit.Without(call, field)))]
            : []);
}
