using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0006: passes the exception after the message, and removes the field with the exception or its text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExceptionFixes)), Shared]
internal sealed class ExceptionFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Pass the exception behind the message";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ExceptionAsValue.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // An exception in the message is moved together with its other values, by the fix of CL0002.
        if (LogCallEdit.Around(node) is not { } call || LogCallEdit.ArgumentAround(call, node) is not { Expression: TupleExpressionSyntax } field
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .FirstOrDefault(name => LogCallEdit.IsException(model.GetTypeInfo(name, cancellationToken).Type)) is not { } exception)
        {
            return [];
        }

        int from = LogCallEdit.FieldsFrom(call, model, cancellationToken);
        bool isPassed = LogCallEdit.HasException(call, from, model, cancellationToken);
        var changed = LogCallEdit.Without(call, field);
        return [new Fix(Title, call, isPassed ? changed : LogCallEdit.With(changed, from, SyntaxFactory.Argument(exception.WithoutTrivia())))];
    }
}
