using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Finds the uses between the files of a compilation. Comments are ignored and may refer to anything.</summary>
internal static class SourceUses
{
    public static IEnumerable<SourceUse> In(CSharpCompilation compilation, string root)
    {
        var names = DeclaredNames.In(compilation);
        return compilation.SyntaxTrees.SelectMany(tree =>
        {
            var model = compilation.GetSemanticModel(tree);
            return tree.GetRoot().DescendantNodes().Where(node => MayBindToSymbol(node, names)).SelectMany(node => In(model, node, names, root))
                .Where(static use => !string.Equals(use.File, use.DeclaringFile, StringComparison.Ordinal));
        });
    }

    // Most uses are names; operators, indexers and constructors can be used without one.
    private static bool MayBindToSymbol(SyntaxNode node, DeclaredNames names) => node switch
    {
        SimpleNameSyntax name => names.MayName(name) || names.HasConversions,
        BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax or CastExpressionSyntax
            or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => true,
        _ => false,
    };

    private static IEnumerable<SourceUse> In(SemanticModel model, SyntaxNode node, DeclaredNames names, string root)
    {
        if ((node is not SimpleNameSyntax name || names.MayName(name)) && model.GetSymbolInfo(node).Symbol is { } symbol
            && Declaration(symbol) is { } declared)
        {
            yield return Use(node, declared,
                isCreation: declared is IMethodSymbol { MethodKind: MethodKind.Constructor } && node is not ConstructorInitializerSyntax, root);
        }

        // ("key", 1) is converted to a LogField that is not named.
        if (names.HasConversions && node is ExpressionSyntax expression
            && model.GetConversion(expression) is { IsUserDefined: true, MethodSymbol: { } conversion }
            && Declaration(conversion) is { } converts)
        {
            yield return Use(node, converts, isCreation: false, root);
        }
    }

    private static ISymbol? Declaration(ISymbol symbol)
    {
        symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        return symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol && FileOf(symbol) is not null ? symbol : null;
    }

    private static SourceUse Use(SyntaxNode node, ISymbol used, bool isCreation, string root)
    {
        var type = used as INamedTypeSymbol ?? used.ContainingType;
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        string member = used is INamedTypeSymbol ? "" : used is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : used.Name;
        return new SourceUse(Relative(node.SyntaxTree.FilePath, root), type.Name, member, isCreation, Relative(FileOf(used)!, root));
    }

    // Compiler-generated symbols, such as a default constructor, are declared with their type.
    private static string? FileOf(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath
            ?? symbol.ContainingType?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;

    private static string Relative(string path, string root) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
