using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Calls;

internal static class TypeSymbols
{
    public static bool DerivesFrom(this ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type without Nullable.</summary>
    public static ITypeSymbol? WithoutNullable(this ITypeSymbol? type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The item type of a collection, or the result type of a task; null for other types, and for text.</summary>
    public static ITypeSymbol? Content(this ITypeSymbol? type)
        => type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { SpecialType: SpecialType.System_String } => null,
            INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task => task.TypeArguments[0],
            INamedTypeSymbol named => Sequence(named),
            _ => null,
        };

    /// <summary>The readable public properties and fields, including inherited ones.</summary>
    public static IEnumerable<ISymbol> ReadableMembers(this ITypeSymbol? type)
    {
        for (; type is not null && type.SpecialType == SpecialType.None; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public }
                    or IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false })
                {
                    yield return member;
                }
            }
        }
    }

    /// <summary>Whether it comes from .NET or a package, and not from the code of an application.</summary>
    public static bool IsOfSystem(this ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft";
    }

    private static ITypeSymbol? Sequence(INamedTypeSymbol type)
    {
        foreach (var candidate in type.AllInterfaces.Insert(0, type))
        {
            if (candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            {
                return candidate.TypeArguments[0];
            }
        }

        return null;
    }
}
