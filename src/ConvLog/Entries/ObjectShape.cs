using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>How the values of one type are read. Safe to use from any thread.</summary>
internal sealed class ObjectShape
{
    private readonly ClassifiedType? _classified;

    private ObjectShape(Type type, ClassifiedType? classified)
    {
        _classified = classified;
        Name = UnproxiedType(type).ToString();
        IsObject = !Is<System.Collections.IEnumerable>(type) && !Is<System.Runtime.CompilerServices.ITuple>(type) && !IsPlatform(type);
    }

    /// <summary>Whether its author has classified the type, or any member of a type whose members are not read individually, as personal.</summary>
    public bool IsPersonal => _classified is { IsPersonal: true } || (Members is null && _classified is { HasAny: true });

    /// <summary>Whether it is neither a collection, a tuple nor a value of the platform.</summary>
    public bool IsObject { get; }

    /// <summary>The text written for a value that is not read.</summary>
    public string Name { get; }

    /// <summary>The members, in order; null if they are not read.</summary>
    public ObjectMember[]? Members { get; private init; }

    /// <summary>Writes a value as its author described it; null if there is no such description.</summary>
    public JsonTypeInfo? Converter { get; private init; }

    /// <summary>The cases of an F# union; null for any other type.</summary>
    public UnionShape? Union { get; private init; }

    /// <summary>Whether the type has a human-readable text form.</summary>
    public bool IsText { get; private init; }

    /// <summary>Whether it is not read because JSON reflection is disabled in the program.</summary>
    public bool IsUndescribed { get; private init; }

    /// <summary>Whether values are lazily evaluated sequences.</summary>
    public bool IsSequence { get; private init; }

    /// <summary>The shape of a type that is described for JSON.</summary>
    public static ObjectShape Described(Type type, JsonTypeInfo info, ClassifiedType? classified) => new(type, classified)
    {
        Members = info.Kind == JsonTypeInfoKind.Object && !HasConverters(info) ? ObjectMember.Apart(Of(info, classified)) : null,
        Converter = info.Kind == JsonTypeInfoKind.None || HasConverters(info) ? info : null,
    };

    /// <summary>The shape of a type of which only the name is known, and whether it has a text form.</summary>
    /// <param name="type">The type.</param>
    /// <param name="classified">The type's classification.</param>
    /// <param name="isText">Whether it has a human-readable text form even without <see cref="IFormattable"/>.</param>
    /// <param name="isUndescribed">Whether it would be read if JSON reflection were enabled in the program.</param>
    public static ObjectShape Named(Type type, ClassifiedType? classified, bool isText = false, bool isUndescribed = false)
        => new(type, classified) { IsText = isText || Is<IFormattable>(type), IsUndescribed = isUndescribed && IsDataType(type) };

    /// <summary>The shape of a type whose members are read if that runs none of its code.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public static ObjectShape Reflected(Type type, ClassifiedType? classified)
    {
        if (Array.Exists(type.GetInterfaces(), static part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)))
        {
            return new(type, classified) { IsSequence = true };
        }

        bool isText = Is<IFormattable>(type) || IsParsable(type);
        if (isText || type.Assembly.IsDynamic || !IsDataType(type))
        {
            return Named(type, classified, isText);
        }

        if (UnionShape.Of(type) is { } union)
        {
            return new(type, classified) { Union = union };
        }

        var members = ObjectMember.Of(type, classified);
        return new(type, classified) { Members = members is [] && HasState(type) ? null : members };
    }

    /// <summary>Whether a type outside the platform, such as a number, date or identifier, can be parsed from its text form.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public static bool IsParsable(Type type) => !IsPlatform(type)
        && Array.Exists(type.GetInterfaces(), static part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IParsable<>));

    /// <summary>
    /// Whether values hold data rather than perform work (tasks, streams, delegates, anything disposable), and are not the platform's own, whose properties
    /// can be costly, endless or secret (an HttpContext).
    /// </summary>
    public static bool IsDataType(Type type)
        => !Is<Delegate>(type) && !Is<Task>(type) && !Is<IDisposable>(type) && !Is<IAsyncDisposable>(type) && !Is<MemberInfo>(type)
            && !Is<IServiceProvider>(type) && !IsPlatform(type);

    /// <summary>Whether a type belongs to the platform.</summary>
    public static bool IsPlatform(Type type)
    {
        string? space = type.Namespace;
        return space is not null && (IsIn(space, "System") || (IsIn(space, "Microsoft") && !IsIn(space, "Microsoft.FSharp")));
    }

    // Converters of members, which may exist to hide their contents: JSON then writes the value as a whole.
    private static bool HasConverters(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (property.CustomConverter?.GetType() is { } converter && !IsPlatform(converter) && converter.Assembly != typeof(ObjectShape).Assembly)
            {
                return true;
            }
        }

        return false;
    }

    private static List<ObjectMember> Of(JsonTypeInfo info, ClassifiedType? classified)
    {
        List<ObjectMember> members = [];
        foreach (var property in info.Properties)
        {
            if (property.Get is { } get && !property.IsExtensionData)
            {
                members.Add(new ObjectMember(property.Name, get, classified?.IsPersonalProperty(property) == true));
            }
        }

        return members;
    }

    // The type behind a mock or an entity proxy generated at run time, whose own members run the code of its generator.
    private static Type UnproxiedType(Type type) => !type.Assembly.IsDynamic ? type
        : type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? UnproxiedType(parent)
        : type;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    private static bool HasState(Type type)
        => type.BaseType is { } parent
            && (type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Length > 0 || HasState(parent));

    private static bool Is<T>(Type type) => type.IsAssignableTo(typeof(T));

    private static bool IsIn(string space, string root)
        => space.StartsWith(root, StringComparison.Ordinal) && (space.Length == root.Length || space[root.Length] == '.');
}
