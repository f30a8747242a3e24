using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>
/// All names that a compilation declares. Resolving a name takes a hundred times as long as reading it, and most names are those of locals, parameters and the
/// framework, so only declared names are resolved.
/// </summary>
internal sealed class DeclaredNames
{
    // Names that are always resolved: of implicit types and of generated members of records and delegates.
    private static readonly string[] s_always =
        ["var", "Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "EqualityContract", "Invoke", "BeginInvoke", "EndInvoke"];

    private readonly HashSet<string> _names = new(s_always, StringComparer.Ordinal);

    private DeclaredNames()
    {
    }

    /// <summary>Whether a type of the compilation has conversions, which convert values without naming the type.</summary>
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
