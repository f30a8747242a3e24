using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>
/// The public API of an assembly as lines that read like C#: by namespace, type and kind of member, in an order that does not depend on the compiler.
/// </summary>
internal static class SurfaceText
{
    public static IReadOnlyList<string> Of(IAssemblySymbol assembly)
    {
        var lines = new List<string>();
        foreach (var types in Types(assembly).GroupBy(static type => type.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal)
            .OrderBy(static types => types.Key, StringComparer.Ordinal))
        {
            lines.Add(lines.Count == 0 ? $"namespace {types.Key};" : $"\nnamespace {types.Key};");
            foreach (var type in types.OrderBy(SurfaceType.Name, StringComparer.Ordinal))
            {
                lines.Add("");
                lines.AddRange(SurfaceType.Of(type));
            }
        }

        return [.. lines.SelectMany(static line => line.Split('\n'))];
    }

    /// <summary>The types that another assembly can use.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IEnumerable<INamedTypeSymbol> Types(IAssemblySymbol assembly) => In(assembly.GlobalNamespace);

    private static IEnumerable<INamedTypeSymbol> In(INamespaceSymbol space)
        => space.GetTypeMembers().SelectMany(WithNested).Concat(space.GetNamespaceMembers().SelectMany(In));

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type)
        => SurfaceVisibility.IsVisible(type) ? type.GetTypeMembers().SelectMany(WithNested).Prepend(type) : [];
}
