using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ConvLog.Entries;

/// <summary>What generic interfaces reveal about a collection, a pair or a group, whatever its item type. Safe to use from any thread.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Reached only where reflection is on, which trimmed programs turn off.")]
internal sealed class CollectionShape
{
    private static readonly ConditionalWeakTable<Type, CollectionShape> s_types = Unloading.Table<Type, CollectionShape>();

    private readonly PropertyInfo? _count;
    private readonly PropertyInfo? _key;
    private readonly PropertyInfo? _value;

    private CollectionShape(Type type)
    {
        if (type.Namespace is "Newtonsoft.Json.Linq")
        {
            IsKeyed = type.Name is "JObject";
            (_key, _value) = (type.GetProperty("Name"), type.GetProperty("Value", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly));
            IsToken = _key is null && _value is not null;
            return;
        }

        if (Is(type, typeof(KeyValuePair<,>)))
        {
            (_key, _value) = (type.GetProperty("Key"), type.GetProperty("Value"));
            return;
        }

        var interfaces = type.GetInterfaces();
        var group = Array.Find(interfaces, static part => Is(part, typeof(IGrouping<,>)));
        _key = group?.GetProperty("Key");

        // Counting a LINQ sequence may evaluate it.
        if (type.Namespace is "System.Linq" && group is null && !Array.Exists(interfaces, static part => Is(part, typeof(ILookup<,>))))
        {
            return;
        }

        var counted = Array.Find(interfaces, static part => Is(part, typeof(IReadOnlyCollection<>)))
            ?? Array.Find(interfaces, static part => Is(part, typeof(ICollection<>)) || Is(part, typeof(ILookup<,>)));
        _count = counted?.GetProperty("Count");
        IsKeyed = Array.Exists(interfaces, static part => Is(part, typeof(IReadOnlyDictionary<,>)) || Is(part, typeof(IDictionary<,>)));
    }

    /// <summary>Whether its items are key-value pairs that form an object.</summary>
    public bool IsKeyed { get; }

    /// <summary>Whether it is a single value of a JSON library.</summary>
    public bool IsToken { get; }

    public static CollectionShape Of(Type type) => s_types.GetValue(type, static type => new CollectionShape(type));

    /// <summary>The number of items; null if counting would evaluate them.</summary>
    public int? Count(object collection) => _count?.GetValue(collection) as int?;

    /// <summary>The value of a token.</summary>
    public object? Token(object token) => _value?.GetValue(token);

    /// <summary>The key and value of a pair, or the key of a group with the group as the value; null for anything else.</summary>
    public (object? Key, object? Value)? Pair(object pair)
        => _key is null ? null : (_key.GetValue(pair), _value is null ? new GroupItems((System.Collections.IEnumerable)pair) : _value.GetValue(pair));

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}

/// <summary>The items of a group, without its key.</summary>
/// <param name="items">The group.</param>
internal sealed class GroupItems(System.Collections.IEnumerable items)
{
    public System.Collections.IEnumerable Items => items;
}
