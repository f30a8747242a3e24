using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>A fix that is offered: which node is replaced by which.</summary>
internal sealed class Fix(string title, SyntaxNode old, SyntaxNode replacement)
{
    public string Title { get; } = title;

    public SyntaxNode Old { get; } = old;

    public SyntaxNode Replacement { get; } = replacement;
}
