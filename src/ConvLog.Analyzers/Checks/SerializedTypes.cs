using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Checks;

/// <summary>The types with their own JSON format: a converter, or an entry in a JsonSerializerContext of the project.</summary>
internal sealed class SerializedTypes(Compilation compilation)
{
    private readonly Lazy<ImmutableHashSet<ISymbol?>> _named = new(() => Find(compilation));

    public bool Contains(ITypeSymbol type)
        => type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "JsonConverterAttribute" }) || _named.Value.Contains(type);

    private static ImmutableHashSet<ISymbol?> Find(Compilation compilation)
    {
        var found = ImmutableHashSet.CreateBuilder<ISymbol?>(SymbolEqualityComparer.Default);
        foreach (var context in compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type))
        {
            foreach (var attribute in context.GetAttributes())
            {
                if (attribute is { AttributeClass.Name: "JsonSerializableAttribute", ConstructorArguments.IsEmpty: false }
                    && attribute.ConstructorArguments[0].Value is ITypeSymbol type)
                {
                    found.Add(type);
                }
            }
        }

        return found.ToImmutable();
    }
}
