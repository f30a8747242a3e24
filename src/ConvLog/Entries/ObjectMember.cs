using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace ConvLog.Entries;

/// <summary>A member of an object that is logged.</summary>
/// <param name="name">Its name in JSON.</param>
/// <param name="get">Reads it; null where that would run code of its author, or pass by a converter that may hide something.</param>
/// <param name="isPersonal">Whether its author has classified it.</param>
internal sealed class ObjectMember(string name, Func<object, object?>? get, bool isPersonal)
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>Its name in JSON.</summary>
    public string Name => name;

    /// <summary>Reads it; null where it is not read.</summary>
    public Func<object, object?>? Get => get;

    /// <summary>Whether its author has classified it.</summary>
    public bool IsPersonal => isPersonal;

    /// <summary>The public properties and fields of a type, those that are computed without a way to read them.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public static ObjectMember[] Of(Type type, ClassifiedType? classified)
    {
        List<ObjectMember> members = [];
        HashSet<string> declared = new(StringComparer.Ordinal); // One that is hidden by another comes after it.
        foreach (var property in type.GetProperties(Public))
        {
            if (property.GetMethod is { IsPublic: true } getter && property.GetIndexParameters().Length == 0 && !IsIgnored(property)
                && declared.Add(property.Name))
            {
                bool isRead = CanBeBoxed(property.PropertyType) && ConverterOf(property) != ConverterOrigin.Author && ReturnsField(property, getter);
                members.Add(new(NameOf(property), isRead ? property.GetValue : null, classified?.IsPersonalMember(property.Name) == true));
            }
        }

        foreach (var field in type.GetFields(Public))
        {
            if (CanBeBoxed(field.FieldType) && !IsIgnored(field) && declared.Add(field.Name))
            {
                bool isRead = ConverterOf(field) != ConverterOrigin.Author;
                members.Add(new(NameOf(field), isRead ? field.GetValue : null, classified?.IsPersonalMember(field.Name) == true));
            }
        }

        return Apart(members);
    }

    /// <summary>Members with names of their own, where two have the same in JSON.</summary>
    public static ObjectMember[] Apart(List<ObjectMember> members)
    {
        PropertyNames names = new(LogLimits.Default);
        LossSet ignored = default;
        var apart = new ObjectMember[members.Count];
        for (int i = 0; i < apart.Length; i++)
        {
            apart[i] = new ObjectMember(names.Next(members[i].Name, ref ignored), members[i].Get, members[i].IsPersonal);
        }

        return apart;
    }

    /// <summary>Whose converter a type or member names for JSON; null for none, or the platform's.</summary>
    public static ConverterOrigin? ConverterOf(MemberInfo member)
    {
        if (member.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is not { } attribute)
        {
            return null;
        }

        return attribute.ConverterType?.Assembly.GetName().Name switch
        {
            "System.Text.Json" => null,
            "ConvLog" or "ConvLog.Storage" => ConverterOrigin.Own,
            _ => ConverterOrigin.Author,
        };
    }

    /// <summary>Whether reading a property does nothing but return a field, in any language.</summary>
    private static bool ReturnsField(PropertyInfo property, MethodInfo getter) => IsAutomatic(property, getter) || ReturnsField(getter);

    // As C# writes it; its instructions may be others, those of a tool that measures what tests cover.
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    private static bool IsAutomatic(PropertyInfo property, MethodInfo getter)
        => getter.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && property.DeclaringType?.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    // nop, ldarg.0, ldfld, ret; compiled for debugging, the value goes through a local variable.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    private static bool ReturnsField(MethodInfo getter)
    {
        byte[]? code;
        try
        {
            code = getter.GetMethodBody()?.GetILAsByteArray();
        }
        catch (Exception e) when (e is NotSupportedException or PlatformNotSupportedException or InvalidOperationException)
        {
            return false; // Abstract, native, or made at run time.
        }

        var instructions = code.AsSpan().TrimStart((byte)0);
        return instructions is [0x02, 0x7B, _, _, _, _, 0x2A] or [0x02, 0x7B, _, _, _, _, 0x0A, 0x2B, 0x00, 0x06, 0x2A];
    }

    private static string NameOf(MemberInfo member) => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? member.Name;

    private static bool IsIgnored(MemberInfo member) => member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };

    private static bool CanBeBoxed(Type type) => !type.IsByRef && !type.IsPointer && !type.IsByRefLike && !type.IsFunctionPointer;
}

/// <summary>Who wrote a converter for JSON.</summary>
internal enum ConverterOrigin
{
    /// <summary>This library.</summary>
    Own,

    /// <summary>The author of the type, or a library of theirs.</summary>
    Author,
}
