using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Recognizes types and members with personal data: by their attributes, or by a member's name.</summary>
internal sealed class PersonalTypes(PrivacySettings settings)
{
    /// <summary>Whether it has <c>[PersonalData]</c>, a derived attribute, one derived from DataClassificationAttribute, or one from the settings.</summary>
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

    /// <summary>The personal member of a type, such as <c>Guest.Email</c>; null if there is none.</summary>
    public string? Find(ITypeSymbol? type)
    {
        var plain = type.WithoutNullable();
        plain = plain.Content().WithoutNullable() ?? plain;
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

    /// <summary>Whether a value of this type can be personal: not a Boolean, an enum or a duration.</summary>
    public static bool CanBePersonal(ITypeSymbol? type)
    {
        var plain = type.WithoutNullable();
        return plain is not { SpecialType: SpecialType.System_Boolean } and not { TypeKind: TypeKind.Enum or TypeKind.Delegate }
            and not INamedTypeSymbol { Name: "TimeSpan" or "CancellationToken" };
    }

    private bool IsNamedPersonal(ISymbol member, INamedTypeSymbol owner)
        => NetworkAddresses.Is(TypeOf(member)) ? NetworkAddresses.IsOfClient(member.Name)
            : CanBePersonal(TypeOf(member)) && settings.Names.Matches(member.Name, owner.Name);

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
}
