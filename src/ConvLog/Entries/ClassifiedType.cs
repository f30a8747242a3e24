using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>
/// The members of a type that its author classified as sensitive with attributes of Microsoft.Extensions.Compliance.Abstractions. The attributes are
/// recognized by name, so the library does not need that package. Safe to use from any thread.
/// </summary>
internal sealed class ClassifiedType
{
    private const string Space = "Microsoft.Extensions.Compliance.Classification.";

    private static readonly ConditionalWeakTable<Type, ClassifiedType> s_types = Unloading.Table<Type, ClassifiedType>();

    // Case-insensitive: in a positional record the attribute is on the constructor's parameter, whose casing may differ from the member's.
    private readonly HashSet<string> _members = new(StringComparer.OrdinalIgnoreCase);

    private ClassifiedType(Type type)
    {
        // A member keeps the classification of its base declaration if it is overridden or implemented.
        for (var part = type; part is not null; part = part.BaseType)
        {
            Add(part);
        }

        Array.ForEach(InterfacesOf(type), Add);
    }

    /// <summary>Whether every value of the type is personal as a whole.</summary>
    public bool IsPersonal { get; private set; }

    /// <summary>Whether a value may contain personal data, in its members or as a whole.</summary>
    public bool HasAny => IsPersonal || _members.Count > 0;

    /// <summary>The classification of a type.</summary>
    public static ClassifiedType Of(Type type) => s_types.GetValue(type, static type => new ClassifiedType(type));

    /// <summary>Whether the member with a name is personal.</summary>
    public bool IsPersonalMember(string name) => IsPersonal || _members.Contains(name);

    /// <summary>Whether a property is personal. If only its JSON name is known, it is personal if any member is.</summary>
    public bool IsPersonalProperty(JsonPropertyInfo property)
        => HasAny && (IsPersonal || property.AttributeProvider is not MemberInfo member || _members.Contains(member.Name));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Of what was trimmed away, no value is read either.")]
    private static Type[] InterfacesOf(Type type) => type.GetInterfaces();

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Of what was trimmed away, no value is read either.")]
    private void Add(Type part)
    {
        if (ObjectShape.IsPlatform(part))
        {
            return;
        }

        IsPersonal |= IsClassified(part.CustomAttributes);
        foreach (var member in part.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            Add(member.Name, member.CustomAttributes);
            foreach (var parameter in (member as ConstructorInfo)?.GetParameters() ?? [])
            {
                Add(parameter.Name, parameter.CustomAttributes);
            }
        }
    }

    private void Add(string? name, IEnumerable<CustomAttributeData> attributes)
    {
        if (name is not null && IsClassified(attributes))
        {
            _members.Add(name);
        }
    }

    private static bool IsClassified(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            for (var type = attribute.AttributeType; type is not null && type.FullName is not (Space + "NoDataClassificationAttribute"); type = type.BaseType)
            {
                if (type.FullName is Space + "DataClassificationAttribute")
                {
                    return true;
                }
            }
        }

        return false;
    }
}
