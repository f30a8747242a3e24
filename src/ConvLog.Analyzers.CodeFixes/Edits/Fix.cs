using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.CodeFixes.Edits;

/// <summary>A code fix that replaces one node with another.</summary>
internal sealed class Fix(string title, SyntaxNode old, SyntaxNode replacement)
{
    public string Title { get; } = title;

    public SyntaxNode Old { get; } = old;

    public SyntaxNode Replacement { get; } = replacement;
}
