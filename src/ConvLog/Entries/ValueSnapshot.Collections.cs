using System.Collections;
using System.Collections.Specialized;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ConvLog.Entries;

internal sealed partial class ValueSnapshot
{
    private void WriteSequence(Utf8JsonWriter writer, IEnumerable sequence, Type type, int depth, ref LossSet losses)
    {
        var shape = JsonTypes.CollectionOf(type);
        if (shape?.IsToken == true)
        {
            Write(writer, shape.Token(sequence), depth, ref losses);
        }
        else if (sequence is IReadOnlyCollection<KeyValuePair<string, object?>> or ICollection<KeyValuePair<string, object?>> || shape?.IsKeyed == true)
        {
            WriteKeyed(writer, sequence.GetEnumerator(), CountOf(sequence) ?? 0, depth, ref losses);
        }
        else if (shape?.Pair(sequence) is { } pair)
        {
            WriteKeyed(writer, new[] { (object)new DictionaryEntry(pair.Key ?? "", pair.Value) }.GetEnumerator(), 1, depth, ref losses);
        }
        else if (CountOf(sequence) is { } count)
        {
            WriteItems(writer, sequence, count, depth, ref losses);
        }
        else if (IsStored(type))
        {
            WriteItems(writer, sequence, count: null, depth, ref losses);
        }
        else
        {
            WriteUnreadable(writer, "[sequence, not evaluated]", ref losses);
        }
    }

    private void WriteItems(Utf8JsonWriter writer, IEnumerable collection, int? count, int depth, ref LossSet losses)
    {
        var items = new GuardedItems(collection.GetEnumerator());
        int written = 0;
        writer.WriteStartArray();
        while (items.MoveNext())
        {
            if (written++ == limits.ItemsPerCollection || IsFull(writer))
            {
                writer.WriteStringValue(CutMark(count, "items", ref losses));
                break;
            }

            WritePart(writer, items.Current, depth + 1, ref losses);
        }

        if (items.End() is { } thrown)
        {
            WriteUnreadable(writer, Unreadable(thrown), ref losses);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes key-value pairs as the properties of an object.</summary>
    private void WriteKeyed(Utf8JsonWriter writer, IEnumerator pairs, int count, int depth, ref LossSet losses)
    {
        var items = new GuardedItems(pairs);
        var names = new PropertyNames(limits);
        writer.WriteStartObject();
        while (items.MoveNext())
        {
            var (name, value) = NamedPairOf(items.Current, ref losses);
            if (!WriteProperty(writer, ref names, name, value, count, depth, ref losses))
            {
                break;
            }
        }

        if (items.End() is { } thrown)
        {
            writer.WritePropertyName(names.Next("…", ref losses));
            WriteUnreadable(writer, Unreadable(thrown), ref losses);
        }

        writer.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter writer, LogField[] fields, int depth, ref LossSet losses)
    {
        object[] pairs = new object[fields.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = KeyValuePair.Create(fields[i].Key, (object?)fields[i]);
        }

        WriteKeyed(writer, pairs.GetEnumerator(), pairs.Length, depth, ref losses);
    }

    private void WriteTuple(Utf8JsonWriter writer, ITuple tuple, int depth, ref LossSet losses)
    {
        object?[] items = NamedFields.ItemsOf(tuple);
        WriteItems(writer, items, items.Length, depth, ref losses);
    }

    /// <summary>Writes one property; false if the object is full, which is then marked.</summary>
    private bool WriteProperty(Utf8JsonWriter writer, ref PropertyNames names, string? name, object? value, int? count, int depth, ref LossSet losses)
    {
        if (names.Count == limits.ItemsPerCollection || IsFull(writer))
        {
            writer.WriteString(names.Next("…", ref losses), CutMark(count, "keys", ref losses));
            return false;
        }

        writer.WritePropertyName(names.Next(name, ref losses));
        WritePart(writer, value, depth + 1, ref losses);
        return true;
    }

    private bool IsFull(Utf8JsonWriter writer) => Written(writer) > _size;

    private static string CutMark(int? count, string what, ref LossSet losses)
    {
        losses.Add(LossReason.ItemCount);
        return count is null ? $"… [cut, more {what}]" : FormattableString.Invariant($"… [cut, {count} {what}]");
    }

    /// <summary>An item of a dictionary, with its key as text. If converting the key throws, only this item is lost.</summary>
    public (string Name, object? Value) NamedPairOf(object? item, ref LossSet losses)
    {
        object? value = null;
        try
        {
            (object? key, value) = PairOf(item);
            return (KeyText(key), value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            losses.Add(LossReason.Unreadable);
            return (Unreadable(e), value);
        }
    }

    private static (object? Key, object? Value) PairOf(object? item) => item switch
    {
        DictionaryEntry pair => (pair.Key, pair.Value),
        KeyValuePair<string, object?> pair => (pair.Key, pair.Value),
        null => ("", null),
        _ => OnePair(item) ?? (item.GetType().Name, item),
    };

    // Null if the item is not a pair. Native AOT programs recognize only pairs of a text and a simple value.
    private static (object? Key, object? Value)? OnePair(object item)
        => JsonTypes.CollectionOf(item.GetType())?.Pair(item) ?? (NamedFields.One(item) is { } field ? (field.Key, field) : null);

    private static IEnumerable<DictionaryEntry> Pairs(NameValueCollection names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            yield return new DictionaryEntry(names.GetKey(i) ?? "", names.GetValues(i) is [var only] ? only : names.GetValues(i));
        }
    }

    /// <summary>A key as text, of any type: a scalar as in a field, a tuple or record by its ToString.</summary>
    private string KeyText(object? key, int depth = 0)
    {
        switch (key)
        {
            case null: return "";
            case string text: return text;
            case ITuple tuple when depth < limits.Depth: return KeyText(tuple, depth);
        }

        LogField field = ("", key);
        ContainsPersonalData |= field.IsPii;
        if (field.Kind != FieldKind.Reference || PlainText(key) is not null)
        {
            return PlainText(key) ?? FieldText.Of(field).Trim('"');
        }

        var shape = types.ShapeOf(key.GetType());
        ContainsPersonalData |= shape.IsPersonal;
        if (shape.IsText || shape.Members is null || depth >= limits.Depth)
        {
            return shape.IsText ? Formatted(key) : shape.Name;
        }

        List<string> members = [];
        foreach (var member in shape.Members)
        {
            if (member.Get is { } get)
            {
                ContainsPersonalData |= member.IsPersonal;
                members.Add($"{member.Name} = {KeyText(get(key), depth + 1)}");
            }
        }

        return $"{key.GetType().Name} {{ {string.Join(", ", members)} }}";
    }

    private string KeyText(ITuple tuple, int depth)
    {
        string[] items = new string[tuple.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = KeyText(tuple[i], depth + 1);
        }

        return $"({string.Join(", ", items)})";
    }

    // Native AOT programs cannot inspect a type's generic interfaces. Its namespace shows that it is not a lazy sequence.
    private static bool IsStored(Type type)
        => type.Namespace is "System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Collections.Concurrent";

    /// <summary>The number of items if counting does not enumerate; covers sets and other types with only a generic interface.</summary>
    private static int? CountOf(IEnumerable sequence) => sequence switch
    {
        ICollection v => v.Count,
        IReadOnlyCollection<object?> v => v.Count,
        IReadOnlyCollection<int> v => v.Count,
        IReadOnlyCollection<long> v => v.Count,
        IReadOnlyCollection<double> v => v.Count,
        IReadOnlyCollection<decimal> v => v.Count,
        IReadOnlyCollection<char> v => v.Count,
        IReadOnlyCollection<bool> v => v.Count,
        IReadOnlyCollection<Guid> v => v.Count,
        IReadOnlyCollection<DateTime> v => v.Count,
        IReadOnlyCollection<DateTimeOffset> v => v.Count,
        IReadOnlyCollection<DateOnly> v => v.Count,
        IReadOnlyCollection<KeyValuePair<string, object?>> v => v.Count,
        ICollection<KeyValuePair<string, object?>> v => v.Count,
        _ => JsonTypes.CollectionOf(sequence.GetType())?.Count(sequence),
    };
}
