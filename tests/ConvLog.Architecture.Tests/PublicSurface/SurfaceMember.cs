using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A member of the public API as a declaration without a body.</summary>
internal static partial class SurfaceMember
{
    private static readonly SymbolDisplayFormat s_declaration = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_constrained = s_declaration.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    // With the containing type, a default value reads EntryLevel.Info instead of Info.
    private static readonly SymbolDisplayFormat s_parameter = s_declaration
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .WithParameterOptions(
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <summary>The lines of members: constants, fields, constructors, properties, events, methods and operators, each sorted by name.</summary>
    /// <param name="members">The members of one type.</param>
    public static IEnumerable<string> Sorted(IEnumerable<ISymbol> members)
        => members.OrderBy(Rank).ThenBy(EnumValue).ThenBy(static member => member.Name, StringComparer.Ordinal).ThenBy(Declaration, StringComparer.Ordinal)
            .SelectMany(Lines);

    /// <summary>The signature of a delegate.</summary>
    /// <param name="invoke">Its Invoke method.</param>
    /// <param name="name">Its name.</param>
    public static string Signature(IMethodSymbol invoke, string name)
        => $"{invoke.ReturnType.ToDisplayString(s_declaration)} {name}({Parameters(invoke.Parameters)})";

    private static IEnumerable<string> Lines(ISymbol member) => SurfaceAttributes.Of(member).Append(Declaration(member));

    private static string Declaration(ISymbol member)
    {
        string text = member.ToDisplayString(s_declaration);
        string body = IsDefaultImplemented(member) ? "virtual " : "";
        return body + member switch
        {
            IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value
                => string.Create(CultureInfo.InvariantCulture, $"{value.Name} = {value.ConstantValue},"),
            IMethodSymbol method => $"{text}({Parameters(method.Parameters)}){member.ToDisplayString(s_constrained)[text.Length..]};",
            IPropertySymbol { IsIndexer: true } indexer => HiddenAccessor().Replace(text, "")
                .Replace(" this ", $" this[{Parameters(indexer.Parameters)}] ", StringComparison.Ordinal),
            IPropertySymbol => HiddenAccessor().Replace(text, ""),
            _ => $"{text};",
        };
    }

    private static string Parameters(IEnumerable<IParameterSymbol> parameters)
        => string.Join(", ", parameters.Select(static parameter => TypedDefault().Replace(parameter.ToDisplayString(s_parameter), "= default")));

    private static bool IsDefaultImplemented(ISymbol member) => member is { ContainingType.TypeKind: TypeKind.Interface, IsAbstract: false, IsStatic: false };

    private static int Rank(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } => 0,
        IFieldSymbol => 1,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => 2,
        IPropertySymbol => 3,
        IEventSymbol => 4,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => 6,
        _ => 5,
    };

    private static long EnumValue(ISymbol member) => member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value
        ? Convert.ToInt64(value.ConstantValue, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex(@" (private protected|private|internal) (get|set|init);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenAccessor();

    [GeneratedRegex(@"= default\(.+\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypedDefault();
}
