using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Which types and members hold personal data: by their attributes, or because a member's name says so.</summary>
internal sealed class PersonalTypes(PrivacySettings settings)
{
    /// <summary>Whether it carries <c>[PersonalData]</c>, one that derives from that or from DataClassificationAttribute, or one that the user names.</summary>
    public bool IsMarked(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                string name = PrivacySettings.WithoutSuffix(type.Name);
                if (name is "PersonalData" or "DataClassification" || settings.Attributes.Contains(name)
                    || settings.Attributes.Contains(PrivacySettings.WithoutSuffix(type.ToDisplayString())))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What of a type is personal, such as <c>Guest.Email</c>; null for nothing.</summary>
    public string? Find(ITypeSymbol? type)
    {
        var plain = type.Plain();
        plain = plain.Content().Plain() ?? plain;
        if (plain is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named)
        {
            return null;
        }

        if (IsMarked(named))
        {
            return named.Name;
        }

        if (named.IsOfSystem())
        {
            return null;
        }

        foreach (var member in named.ReadableMembers())
        {
            if (IsMarked(member) || IsNamedPersonal(member, named))
            {
                return $"{named.Name}.{member.Name}";
            }
        }

        return null;
    }

    /// <summary>Whether a value of this type can be what a personal name says: no yes or no, no choice of an enumeration, no length of time.</summary>
    public static bool CanBePersonal(ITypeSymbol? type)
    {
        var plain = type.Plain();
        return plain is not { SpecialType: SpecialType.System_Boolean } and not { TypeKind: TypeKind.Enum or TypeKind.Delegate }
            and not INamedTypeSymbol { Name: "TimeSpan" or "CancellationToken" };
    }

    private bool IsNamedPersonal(ISymbol member, INamedTypeSymbol owner)
        => NetworkAddresses.Is(TypeOf(member)) ? NetworkAddresses.IsOfClient(member.Name)
            : CanBePersonal(TypeOf(member)) && settings.Names.Matches(member.Name, owner.Name);

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
}
