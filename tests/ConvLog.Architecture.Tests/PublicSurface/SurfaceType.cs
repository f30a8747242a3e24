using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A type of the public API: its attributes, its declaration, and a line for each member.</summary>
internal static class SurfaceType
{
    private static readonly SymbolDisplayFormat s_name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_constrained = s_name.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    public static string Name(INamedTypeSymbol type) => type.ToDisplayString(s_name);

    public static IEnumerable<string> Of(INamedTypeSymbol type)
    {
        foreach (string attribute in SurfaceAttributes.Of(type))
        {
            yield return attribute;
        }

        if (type.TypeKind == TypeKind.Delegate)
        {
            yield return $"public delegate {SurfaceMember.Signature(type.DelegateInvokeMethod!, Name(type))}{Constraints(type)};";
            yield break;
        }

        yield return Heading(type);
        if (IsHiddenComponent(type))
        {
            yield break;
        }

        foreach (string line in SurfaceMember.Sorted(type.GetMembers().Where(SurfaceVisibility.IsWritten)))
        {
            yield return $"    {line}";
        }
    }

    /// <summary>Whether editors hide the type.</summary>
    /// <param name="type">A public type.</param>
    public static bool IsHidden(INamedTypeSymbol type)
        => SurfaceAttributes.Of(type).Any(static attribute => attribute.Contains("EditorBrowsableState.Never", StringComparison.Ordinal));

    private static string Heading(INamedTypeSymbol type)
    {
        List<string> bases = [.. Bases(type)];
        string inherits = bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
        string access = type.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
        return $"{access} {Kind(type)} {Name(type)}{inherits}{Constraints(type)}";
    }

    private static string Constraints(INamedTypeSymbol type) => type.ToDisplayString(s_constrained)[Name(type).Length..];

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Enum } => "enum",
        { TypeKind: TypeKind.Struct } => $"{(type.IsReadOnly ? "readonly " : "")}{(type.IsRefLikeType ? "ref " : "")}{(IsRecord(type) ? "record " : "")}struct",
        { IsStatic: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : "")}{(type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static IEnumerable<string> Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            return type.EnumUnderlyingType!.SpecialType == SpecialType.System_Int32 ? [] : [Name(type.EnumUnderlyingType)];
        }

        bool saysNothing = type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType };
        return [.. saysNothing ? [] : new[] { Name(type.BaseType!) }, .. Interfaces(type).Select(Name).Order(StringComparer.Ordinal)];
    }

    // Metadata lists all interfaces. Those inherited from a base type or another interface are omitted.
    private static IEnumerable<INamedTypeSymbol> Interfaces(INamedTypeSymbol type)
    {
        var implied = type.Interfaces.SelectMany(static one => one.AllInterfaces).Concat(type.BaseType?.AllInterfaces ?? [])
            .ToHashSet(SymbolEqualityComparer.Default);
        return type.Interfaces.Where(one => !implied.Contains(one) && SurfaceVisibility.IsVisible(one) && !IsOwnEquality(type, one));
    }

    private static bool IsOwnEquality(INamedTypeSymbol type, INamedTypeSymbol one)
        => IsRecord(type) && one.Name is nameof(IEquatable<>) && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], type);

    // In metadata a record class or struct is recognized by its PrintMembers method.
    private static bool IsRecord(INamedTypeSymbol type) => type.GetMembers("PrintMembers").Any(static member => !SurfaceVisibility.IsWritten(member));

    // Razor makes every component public. Components are hidden from editors and are not a supported API, so their parameters are omitted.
    private static bool IsHiddenComponent(INamedTypeSymbol type)
    {
        var above = type.BaseType;
        while (above is not null and not { Name: "ComponentBase" })
        {
            above = above.BaseType;
        }

        return above is not null && IsHidden(type);
    }
}
