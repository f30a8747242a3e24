using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Entries;

/// <summary>What is read of the values of one type. Any thread.</summary>
internal sealed class ObjectShape
{
    private readonly ClassifiedType? _classified;

    private ObjectShape(Type type, ClassifiedType? classified)
    {
        _classified = classified;
        Name = StandsFor(type).ToString();
        IsObject = !Is<System.Collections.IEnumerable>(type) && !Is<System.Runtime.CompilerServices.ITuple>(type) && !IsPlatform(type);
    }

    /// <summary>Whether its author has classified it as a whole, or a part of it where parts are not read apart, such as one of a text.</summary>
    public bool IsPersonal => _classified is { IsPersonal: true } || (Members is null && _classified is { HasAny: true });

    /// <summary>Whether it is neither a collection, a tuple nor a value of the platform's.</summary>
    public bool IsObject { get; }

    /// <summary>What is told of a value of which nothing is read.</summary>
    public string Name { get; }

    /// <summary>The members, in order; null where they are not read.</summary>
    public ObjectMember[]? Members { get; private init; }

    /// <summary>What writes a value as its author described it; null where nothing does.</summary>
    public JsonTypeInfo? Converter { get; private init; }

    /// <summary>The cases, of a union of F#; null of anything else.</summary>
    public UnionShape? Union { get; private init; }

    /// <summary>Whether the type has a text that is meant for people.</summary>
    public bool IsText { get; private init; }

    /// <summary>Whether it is not read because the program has reflection for JSON turned off.</summary>
    public bool IsUndescribed { get; private init; }

    /// <summary>Whether values are sequences that are evaluated when they are read.</summary>
    public bool IsSequence { get; private init; }

    /// <summary>A type that is described for JSON.</summary>
    public static ObjectShape Described(Type type, JsonTypeInfo info, ClassifiedType? classified) => new(type, classified)
    {
        Members = info.Kind == JsonTypeInfoKind.Object && !HasConverters(info) ? ObjectMember.Apart(Of(info, classified)) : null,
        Converter = info.Kind == JsonTypeInfoKind.None || HasConverters(info) ? info : null,
    };

    /// <summary>A type of which nothing is known but its name, and whether it has a text.</summary>
    /// <param name="type">The type.</param>
    /// <param name="classified">What is classified of it.</param>
    /// <param name="isText">Whether it has a text for people, also if it does not say so by <see cref="IFormattable"/>.</param>
    /// <param name="isUndescribed">Whether it would be read if the program had reflection for JSON.</param>
    public static ObjectShape Named(Type type, ClassifiedType? classified, bool isText = false, bool isUndescribed = false)
        => new(type, classified) { IsText = isText || Is<IFormattable>(type), IsUndescribed = isUndescribed && IsHolder(type) };

    /// <summary>A type whose members are read where that runs none of its code.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public static ObjectShape Reflected(Type type, ClassifiedType? classified)
    {
        if (Array.Exists(type.GetInterfaces(), static part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)))
        {
            return new(type, classified) { IsSequence = true };
        }

        bool isText = Is<IFormattable>(type) || IsParsable(type);
        if (isText || type.Assembly.IsDynamic || !IsHolder(type))
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

    /// <summary>Whether a number, date or identifier of a library's or the author's own can be read from its text, which it then has.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    public static bool IsParsable(Type type) => !IsPlatform(type)
        && Array.Exists(type.GetInterfaces(), static part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IParsable<>));

    /// <summary>
    /// Whether values hold something, rather than do it (tasks, streams, delegates, anything disposable), and are not the platform's own, whose properties can
    /// be costly, endless or secret (an HttpContext).
    /// </summary>
    public static bool IsHolder(Type type)
        => !Is<Delegate>(type) && !Is<Task>(type) && !Is<IDisposable>(type) && !Is<IAsyncDisposable>(type) && !Is<MemberInfo>(type)
            && !Is<IServiceProvider>(type) && !IsPlatform(type);

    /// <summary>Whether a type is one of the platform's.</summary>
    public static bool IsPlatform(Type type)
    {
        string? space = type.Namespace;
        return space is not null && (IsIn(space, "System") || (IsIn(space, "Microsoft") && !IsIn(space, "Microsoft.FSharp")));
    }

    // Of members, which may be there to hide what they hold: then JSON writes it as a whole.
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

    // What a mock or an entity proxy, made at run time, stands for. Its members run the code of who made it.
    private static Type StandsFor(Type type) => !type.Assembly.IsDynamic ? type
        : type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? StandsFor(parent)
        : type;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
    private static bool HasState(Type type)
        => type.BaseType is { } parent
            && (type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Length > 0 || HasState(parent));

    private static bool Is<T>(Type type) => type.IsAssignableTo(typeof(T));

    private static bool IsIn(string space, string root)
        => space.StartsWith(root, StringComparison.Ordinal) && (space.Length == root.Length || space[root.Length] == '.');
}
