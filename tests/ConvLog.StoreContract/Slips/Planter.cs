using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.StoreContract.Slips;

/// <summary>Creates a value of any type with a planted value in every suitable property, by reflection; a type that it cannot create is an error.</summary>
/// <param name="plants">Records the planted values.</param>
/// <param name="captured">Values captured by a conversation, for types that only a conversation creates.</param>
/// <param name="switches">The value of every <see cref="bool"/>.</param>
public sealed class Planter(Plants plants, IReadOnlyList<object> captured, bool switches)
{
    private readonly HashSet<Type> _inside = [];

    /// <summary>A value of a type; null within a value of the same type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">The property that gets the value.</param>
    /// <exception cref="NotSupportedException">The type cannot be created.</exception>
    public object? Make(Type type, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Simple(type, place) ?? (type.IsGenericType || type.IsArray ? Collection(type, place) : null) ?? Composite(type);
    }

    private object? Simple(Type type, string place) => type switch
    {
        _ when type == typeof(string)
            && place.EndsWith(".Url", StringComparison.Ordinal)
            => $"https://{plants.Text(place, isMarked: true)}@crm.example/contacts?email={plants.Text(place, isMarked: true)}",
        _ when type == typeof(string) || type == typeof(object) => plants.Text(place),
        _ when type == typeof(MaskedText) => plants.Masked(place),
        _ when type == typeof(LogField) => switches ? plants.Fields(place)[1] : plants.Field(place),
        _ when type == typeof(LogFields) => new LogFields(plants.Fields(place)),
        _ when type == typeof(byte[]) => Encoding.ASCII.GetBytes(plants.Text(place)),
        _ when type == typeof(bool) => switches,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
        _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(3, type, System.Globalization.CultureInfo.InvariantCulture),
        _ when type == typeof(Guid) => Some.Id("planted"),
        _ when type == typeof(DateTimeOffset) => Some.At(3),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 21),
        _ when type == typeof(TimeOnly) => new TimeOnly(2, 0),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(3),
        _ when type == typeof(TimeZoneInfo) => TimeZoneInfo.Utc,
        _ when type == typeof(TimeProvider) => TimeProvider.System,
        _ when type == typeof(Type) => typeof(string),
        _ when typeof(Microsoft.Extensions.Logging.ILogger).IsAssignableFrom(type) => NullLogger.Instance,
        _ => null,
    };

    private object? Collection(Type type, string place)
    {
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            return Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(item => Make(item, place))]);
        }

        Type[] items = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        Type list = items.Length == 2
            ? typeof(Dictionary<,>).MakeGenericType(items) : (IsSet(type) ? typeof(HashSet<>) : typeof(List<>)).MakeGenericType(items[0]);
        if (!type.IsArray && !type.IsAssignableFrom(list))
        {
            return null;
        }

        object?[] item = items.Length == 2 ? [items[0] == typeof(string) ? "key" : Make(items[0], place), Make(items[1], place)] : [Make(items[0], place)];
        object made = Activator.CreateInstance(list)!;
        if (Array.TrueForAll(item, static one => one is not null))
        {
            list.GetMethod("Add", items)!.Invoke(made, item);
        }

        return type.IsArray ? list.GetMethod("ToArray")!.Invoke(made, null) : made;
    }

    private static bool IsSet(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() is var kind
        && (kind == typeof(IReadOnlySet<>) || kind == typeof(ISet<>) || kind == typeof(HashSet<>));

    private object? Composite(Type type)
    {
        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            return null;
        }

        if (captured.FirstOrDefault(type.IsInstanceOfType) is { } found)
        {
            return found;
        }

        if (!_inside.Add(type))
        {
            return null;
        }

        try
        {
            return type.IsAbstract || type.IsInterface || typeof(Delegate).IsAssignableFrom(type) ? Implementation(type) : Filled(type);
        }
        finally
        {
            _inside.Remove(type);
        }
    }

    // For an abstract type, any implementation is used. A type implemented only by the host remains unset.
    private object? Implementation(Type type)
        => type.Assembly.GetExportedTypes().FirstOrDefault(one => one.IsAssignableTo(type) && !one.IsAbstract) is { } known ? Make(known, known.Name) : null;

    private object Filled(Type type)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var (made, given) = type.IsValueType && type.GetConstructors().Length == 0 ? (Activator.CreateInstance(type)!, []) : type.GetConstructors(Any)
            .Where(one => !Array.Exists(one.GetParameters(), parameter => parameter.ParameterType == type || parameter.ParameterType.IsPointer))
            .OrderByDescending(static one => one.IsPublic).ThenByDescending(static one => one.GetParameters().Length)
            .Select(one => Constructed(type, one)).FirstOrDefault(static one => one.Made is not null);
        if (made is null)
        {
            throw new NotSupportedException(
                $"{type}: the walk cannot make one. Let the planted conversation capture one, or give the type a constructor that the walk can call.");
        }

        foreach (var property in type.GetProperties(Any)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
            && property.DeclaringType!.Assembly == type.Assembly))
        {
            string place = $"{property.DeclaringType!.Name}.{property.Name}";
            var set = property.DeclaringType!.GetProperty(property.Name, Any)!.GetSetMethod(nonPublic: true);
            if (set is not null && !given.Contains(property.Name) && Make(property.PropertyType, place) is { } value)
            {
                TrySet(made, set, value);
            }
        }

        return made;
    }

    // Options reject values out of range, and keep their default.
    private static void TrySet(object target, MethodInfo set, object value)
    {
        try
        {
            set.Invoke(target, [value]);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException)
        {
        }
    }

    private (object? Made, HashSet<string> Given) Constructed(Type type, ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters();
        try
        {
            object made = constructor.Invoke([.. parameters.Select(parameter => Make(parameter.ParameterType, $"{type.Name}.{Pascal(parameter.Name!)}"))]);
            return (made, parameters.Select(static parameter => Pascal(parameter.Name!)).ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is TargetInvocationException or NotSupportedException)
        {
            return (null, []);
        }
    }

    private static string Pascal(string name) => string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));

    /// <summary>Whether values of a type can show their content: by a property, as a sequence, or by their own text.</summary>
    public static bool Holds(Type type) => !type.IsEnum && !type.IsInterface && !(type.IsAbstract && type.IsSealed) && !type.IsGenericTypeDefinition
        && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Attribute).IsAssignableFrom(type)
        && (type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Length > 0 || typeof(IEnumerable).IsAssignableFrom(type)
            || type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly == type.Assembly);
}
