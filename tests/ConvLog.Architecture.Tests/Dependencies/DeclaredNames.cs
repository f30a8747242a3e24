using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>
/// The names of all that a compilation declares. To find what a name means takes a hundred times as long as to read it, and most names are those of locals,
/// parameters and the framework: only a name that is declared here can mean something that is.
/// </summary>
internal sealed class DeclaredNames
{
    // Of a type that is not written out, of what the compiler gives each record, and of what it gives each delegate.
    private static readonly string[] s_always =
        ["var", "Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "EqualityContract", "Invoke", "BeginInvoke", "EndInvoke"];

    private readonly HashSet<string> _names = new(s_always, StringComparer.Ordinal);

    private DeclaredNames()
    {
    }

    /// <summary>Whether a type of the compilation converts to or from others: a value may be converted without anybody naming it.</summary>
    public bool HasConversions { get; private set; }

    public static DeclaredNames In(CSharpCompilation compilation)
    {
        var names = new DeclaredNames();
        foreach (var node in compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes()))
        {
            names.Add(node);
        }

        return names;
    }

    public bool MayName(SimpleNameSyntax name) => _names.Contains(name.Identifier.ValueText);

    private void Add(SyntaxNode node)
    {
        HasConversions |= node is ConversionOperatorDeclarationSyntax;
        var name = node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            EventDeclarationSyntax @event => @event.Identifier,
            EnumMemberDeclarationSyntax member => member.Identifier,
            VariableDeclaratorSyntax field => field.Identifier,
            TupleElementSyntax element => element.Identifier,
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } property => property.Identifier,
            UsingDirectiveSyntax { Alias.Name: var alias } => alias.Identifier,
            _ => default,
        };
        if (name.ValueText is { Length: > 0 } text)
        {
            _names.Add(text);
            _names.Add(text.EndsWith("Attribute", StringComparison.Ordinal) ? text[..^"Attribute".Length] : text);
        }
    }
}
