using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0014: an object of the project with computed properties, which are not recorded.</summary>
internal static class PartsCheck
{
    private const int MaxNames = 5;

    public static void Run(OperationAnalysisContext context, IOperation value, SerializedTypes serialized)
    {
        var type = value.Type.WithoutNullable();
        type = type.Content().WithoutNullable() ?? type;
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

    // Only for types of the project itself: for others, the source of a property is not available.
    private static IEnumerable<string> Computed(ITypeSymbol type)
        => type.ReadableMembers().OfType<IPropertySymbol>()
            .Where(static property => !property.DeclaringSyntaxReferences.IsEmpty && !IsStored(property) && !IsIgnored(property))
            .Select(static property => property.Name);

    private static bool IsStored(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            || property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax syntax && ReturnsField(property, syntax));

    // As for the log: a field of the object itself, without conversion.
    private static bool ReturnsField(IPropertySymbol property, PropertyDeclarationSyntax syntax)
        => NameOf(Returned(syntax)) is { } name && FieldOf(property.ContainingType, name) is { IsStatic: false } field
            && (SymbolEqualityComparer.Default.Equals(field.Type, property.Type) || (field.Type.IsReferenceType && property.Type.IsReferenceType));

    private static ExpressionSyntax? Returned(PropertyDeclarationSyntax syntax)
    {
        var getter = syntax.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.Keyword.Text is "get");
        return syntax.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body is { Statements.Count: 1 } body ? (body.Statements[0] as ReturnStatementSyntax)?.Expression : null);
    }

    private static string? NameOf(ExpressionSyntax? expression)
        => expression is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } ofThis ? ofThis.Name.Identifier.ValueText
            : (expression as IdentifierNameSyntax)?.Identifier.ValueText;

    private static IFieldSymbol? FieldOf(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { } field)
            {
                return field;
            }
        }

        return null;
    }

    private static bool IsIgnored(IPropertySymbol property)
        => property.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "JsonIgnoreAttribute" });
}
