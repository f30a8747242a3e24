using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>
/// What the author of a type has classified as data that is to be protected, with attributes of Microsoft.Extensions.Compliance.Abstractions. They are known
/// by name: the library does not need that package. Any thread.
/// </summary>
internal sealed class ClassifiedType
{
    private const string Space = "Microsoft.Extensions.Compliance.Classification.";

    private static readonly ConditionalWeakTable<Type, ClassifiedType> s_types = Unloading.Table<Type, ClassifiedType>();

    // Without regard to case: of a positional record the attribute stands at the constructor's parameter, which other types name as they like.
    private readonly HashSet<string> _members = new(StringComparer.OrdinalIgnoreCase);

    private ClassifiedType(Type type)
    {
        // A member is what it was declared as, where it is overridden or implemented too.
        for (var part = type; part is not null; part = part.BaseType)
        {
            Add(part);
        }

        Array.ForEach(InterfacesOf(type), Add);
    }

    /// <summary>Whether all of a value of the type is personal.</summary>
    public bool IsPersonal { get; private set; }

    /// <summary>Whether a value may hold something personal, by its members or as a whole.</summary>
    public bool HasAny => IsPersonal || _members.Count > 0;

    /// <summary>What is classified of a type.</summary>
    public static ClassifiedType Of(Type type) => s_types.GetValue(type, static type => new ClassifiedType(type));

    /// <summary>Whether a member with a name is personal.</summary>
    public bool IsPersonalMember(string name) => IsPersonal || _members.Contains(name);

    /// <summary>Whether a property is personal. Where only its name in JSON is known, it is so if any is.</summary>
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
