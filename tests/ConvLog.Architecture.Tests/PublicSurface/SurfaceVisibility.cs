using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>The symbols that another assembly can use.</summary>
internal static class SurfaceVisibility
{
    public static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { IsSealed: false },
        _ => false,
    };

    /// <summary>Whether the author wrote the member: accessors belong to their property, and generated record members are omitted.</summary>
    public static bool IsWritten(ISymbol member)
        => IsVisible(member)
        && !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && member is not INamedTypeSymbol
        // An F# extension is a static method with a dot in its name, which C# cannot call.
        && member.CanBeReferencedByName | member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: true }
        | member is IMethodSymbol
        {
            MethodKind: MethodKind.Constructor or MethodKind.UserDefinedOperator
        or MethodKind.Conversion
        } | member is IPropertySymbol { IsIndexer: true }
        && !member.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is nameof(CompilerGeneratedAttribute));
}
