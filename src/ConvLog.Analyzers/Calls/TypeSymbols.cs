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

    /// <summary>The type itself, without Nullable.</summary>
    public static ITypeSymbol? Plain(this ITypeSymbol? type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>What a collection holds, or what a task gives; null for other types, and for text.</summary>
    public static ITypeSymbol? Content(this ITypeSymbol? type)
        => type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { SpecialType: SpecialType.System_String } => null,
            INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task => task.TypeArguments[0],
            INamedTypeSymbol named => Sequence(named),
            _ => null,
        };

    /// <summary>The public properties and fields that can be read, with those of its ancestors.</summary>
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

    /// <summary>Whether it comes from .NET itself or a package, and not from the code of an application.</summary>
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
