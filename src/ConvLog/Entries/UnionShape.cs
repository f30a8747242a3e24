using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ConvLog.Entries;

/// <summary>An F# union, described by attributes of the compiler, which are recognized by name. Safe to use from any thread.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
internal sealed class UnionShape
{
    private const string Attribute = "Microsoft.FSharp.Core.CompilationMappingAttribute";
    private const int KindMask = 31;
    private const int Sum = 1;
    private const int Field = 4;
    private const int Case = 8;

    private readonly Dictionary<int, string> _cases = [];
    private readonly Func<object, object?>? _tag;

    private UnionShape(Type union)
    {
        IsOption = union.FullName?.StartsWith("Microsoft.FSharp.Core.FSharpOption`", StringComparison.Ordinal) == true
            || union.FullName?.StartsWith("Microsoft.FSharp.Core.FSharpValueOption`", StringComparison.Ordinal) == true;
        _tag = union.GetProperty("Tag", BindingFlags.Instance | BindingFlags.Public) is { } property ? property.GetValue
            : union.GetMethod("GetTag", BindingFlags.Static | BindingFlags.Public) is { } method ? value => method.Invoke(null, [value])
            : null;
        foreach (var member in union.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (Mapping(member) is [Case, var tag, ..])
            {
                string name = member.Name;
                _cases[tag] = name.StartsWith("New", StringComparison.Ordinal) && member is MethodInfo ? name[3..]
                    : name.StartsWith("get_", StringComparison.Ordinal) ? name[4..]
                    : name;
            }
        }
    }

    /// <summary>Whether it is an option: Some is written as its value, None as null.</summary>
    public bool IsOption { get; }

    /// <summary>The union that a type is, or is a case of; null for any other type.</summary>
    public static UnionShape? Of(Type type)
        => Mapping(type) is [Sum, ..] ? new UnionShape(type) : type.BaseType is { } parent && Mapping(parent) is [Sum, ..] ? new UnionShape(parent) : null;

    /// <summary>The case of a value, and its fields in order.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public (string Name, ObjectMember[] Fields) Read(object value)
    {
        int tag = _tag?.Invoke(value) as int? ?? 0;
        string name = _cases.GetValueOrDefault(tag, value.GetType().Name);
        List<(int Order, ObjectMember Member)> fields = [];
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (Mapping(property) is [Field, var variant, var order] && variant == tag)
            {
                fields.Add((order, new ObjectMember(property.Name, property.GetValue, isPersonal: false)));
            }
        }

        fields.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        return (name, [.. fields.Select(static field => field.Member)]);
    }

    // The kind, the number of the case, the number of the field.
    private static int[]? Mapping(MemberInfo member)
    {
        foreach (var attribute in member.CustomAttributes)
        {
            if (string.Equals(attribute.AttributeType.FullName, Attribute, StringComparison.Ordinal))
            {
                int[] numbers = [.. attribute.ConstructorArguments.Select(static argument => argument.Value).OfType<int>()];
                return numbers.Length > 0 ? [numbers[0] & KindMask, .. numbers[1..], .. numbers.Length == 2 ? [0] : Array.Empty<int>()] : null;
            }
        }

        return null;
    }
}
