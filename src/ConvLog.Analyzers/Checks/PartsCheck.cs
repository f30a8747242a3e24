using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0014: an object of the project's own with properties that run code when they are read, which are not recorded.</summary>
internal static class PartsCheck
{
    private const int MaxNames = 5;

    public static void Run(OperationAnalysisContext context, IOperation value, SerializedTypes serialized)
    {
        var type = value.Type.Plain();
        type = type.Content().Plain() ?? type;
        if (type is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsAnonymousType: false, IsTupleType: false } || type.Content() is not null
            || serialized.Contains(type))
        {
            return;
        }

        var names = Computed(type).Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (names.Length > 0)
        {
            string listed = string.Join(", ", names.Take(MaxNames)) + (names.Length > MaxNames ? ", …" : "");
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnrecordedParts, value.Syntax.GetLocation(), type.Name, listed));
        }
    }

    // Of types of the project itself: of others, nothing tells whether a property is computed.
    private static IEnumerable<string> Computed(ITypeSymbol type)
        => type.ReadableMembers().OfType<IPropertySymbol>()
            .Where(static property => !property.DeclaringSyntaxReferences.IsEmpty && !IsStored(property) && !IsIgnored(property))
            .Select(static property => property.Name);

    private static bool IsStored(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsIgnored(IPropertySymbol property)
        => property.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "JsonIgnoreAttribute" });
}
