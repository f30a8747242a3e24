using System.Collections;
using System.Runtime.CompilerServices;

namespace ConvLog.Entries;

/// <summary>
/// Fields in the notation of a log call, passed as any object: a field, a tuple of name and value, a pair of key and value, or several of them in a tuple or
/// a collection.
/// </summary>
internal static class NamedFields
{
    private const int LongestName = 64;

    /// <summary>The fields; null if the object is none of these.</summary>
    public static LogField[]? Of(object? given) => One(given) is { } field ? [field] : given switch
    {
        LogField[] fields => fields.AsSpan().ToArray(),
        IReadOnlyCollection<LogField> fields => All(fields),
        ITuple tuple => All(ItemsOf(tuple)),
        IList list => All(list),
        _ => null,
    };

    /// <summary>The items of a tuple.</summary>
    public static object?[] ItemsOf(ITuple tuple)
    {
        object?[] items = new object?[tuple.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = tuple[i];
        }

        return items;
    }

    /// <summary>The single field that an object represents; null if it does not represent one.</summary>
    // The element names of a tuple exist only at compile time. A text that could not be a name is not used as one: it may be personal, and names are visible.
    public static LogField? One(object? given) => given switch
    {
        LogField field => field,
        ITuple { Length: 2 } pair when pair[0] is string name && IsName(name) => (name, pair[1]),
        KeyValuePair<string, object?> pair => (pair.Key, pair.Value),
        KeyValuePair<string, string?> pair => (pair.Key, pair.Value),
        KeyValuePair<string, int> pair => (pair.Key, pair.Value),
        KeyValuePair<string, long> pair => (pair.Key, pair.Value),
        KeyValuePair<string, bool> pair => (pair.Key, pair.Value),
        KeyValuePair<string, double> pair => (pair.Key, pair.Value),
        KeyValuePair<string, decimal> pair => (pair.Key, pair.Value),
        _ => null,
    };

    // A loop, because LINQ over structs is compiled separately for each of them, which enlarges native AOT programs.
    private static LogField[] All(IReadOnlyCollection<LogField> given)
    {
        var fields = new List<LogField>(given.Count);
        foreach (var field in given)
        {
            fields.Add(field);
        }

        return [.. fields];
    }

    // The first item decides in most cases: a long list of other values is not read here. Repeated names are values.
    private static LogField[]? All(IList list)
    {
        if (list.Count == 0 || One(list[0]) is null)
        {
            return null;
        }

        var fields = new List<LogField>(list.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (object? item in list)
        {
            if (One(item) is not { } field || !names.Add(field.Key))
            {
                return null;
            }

            fields.Add(field);
        }

        return [.. fields];
    }

    private static bool IsName(string text)
        => text.Length is > 0 and <= LongestName && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
