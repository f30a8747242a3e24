using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Checks;

/// <summary>The entity types of the project's DbContext types.</summary>
internal sealed class Entities(Compilation compilation, KnownTypes types)
{
    private readonly Lazy<ImmutableHashSet<ISymbol?>> _found = new(() => Find(compilation, types));

    public bool Contains(ITypeSymbol type) => types.DbContext is not null && _found.Value.Contains(type);

    private static ImmutableHashSet<ISymbol?> Find(Compilation compilation, KnownTypes types)
    {
        var found = ImmutableHashSet.CreateBuilder<ISymbol?>(SymbolEqualityComparer.Default);
        var waiting = new Stack<INamespaceOrTypeSymbol>();
        waiting.Push(compilation.Assembly.GlobalNamespace);
        while (waiting.Count > 0)
        {
            foreach (var member in waiting.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    waiting.Push(inner);
                }
                else if (member is IPropertySymbol { Type: INamedTypeSymbol { Name: "DbSet", TypeArguments.Length: 1 } set } property
                    && property.ContainingType.DerivesFrom(types.DbContext!))
                {
                    found.Add(set.TypeArguments[0]);
                }
            }
        }

        return found.ToImmutable();
    }
}
