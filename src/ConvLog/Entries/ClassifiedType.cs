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

    private static readonly ConditionalWeakTable<Type, ClassifiedType> s_types = [];

    private readonly Lazy<HashSet<string>> _members;

    private ClassifiedType(Type type)
    {
        IsPersonal = PartsOf(type).Any(static part => IsClassified(part.CustomAttributes));
        _members = new Lazy<HashSet<string>>(() => MembersOf(type));
    }

    /// <summary>Whether all of a value of the type is personal.</summary>
    public bool IsPersonal { get; }

    /// <summary>Whether a value may hold something personal, by its members or as a whole.</summary>
    public bool HasAny => IsPersonal || _members.Value.Count > 0;

    /// <summary>What is classified of a type.</summary>
    public static ClassifiedType Of(Type type) => s_types.GetValue(type, static type => new ClassifiedType(type));

    /// <summary>Whether a property is personal. Where only its name in JSON is known, it is so if any is.</summary>
    public bool IsPersonalProperty(JsonPropertyInfo property)
        => HasAny && (IsPersonal || property.AttributeProvider is not MemberInfo member || _members.Value.Contains(member.Name));

    // A member that is overridden or implemented is what it was declared as.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Of what was trimmed away, no value is read either.")]
    private static IEnumerable<Type> PartsOf(Type type)
    {
        foreach (var part in type.GetInterfaces())
        {
            yield return part;
        }

        for (var part = type; part is not null; part = part.BaseType)
        {
            yield return part;
        }
    }

    // Of a positional record, the attribute stands at the constructor's parameter. Other types write that in another case than the property.
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Of what was trimmed away, no value is read either.")]
    private static HashSet<string> MembersOf(Type type)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in PartsOf(type))
        {
            foreach (var member in part.GetMembers(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (IsClassified(member.CustomAttributes))
                {
                    names.Add(member.Name);
                }

                foreach (var parameter in (member as ConstructorInfo)?.GetParameters() ?? [])
                {
                    if (parameter.Name is { } name && IsClassified(parameter.CustomAttributes))
                    {
                        names.Add(name);
                    }
                }
            }
        }

        return names;
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
