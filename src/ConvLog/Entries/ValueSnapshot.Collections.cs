using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ConvLog.Entries;

internal sealed partial class ValueSnapshot
{
    private void WriteItems(Utf8JsonWriter writer, IEnumerable items, int count, int depth, ref LossSet losses)
    {
        writer.WriteStartArray();
        int written = 0;
        foreach (object? item in items)
        {
            if (written++ == limits.ItemsPerCollection || IsFull(writer))
            {
                writer.WriteStringValue(CutMark(count, "items", ref losses));
                break;
            }

            Write(writer, item, depth + 1, ref losses);
        }

        writer.WriteEndArray();
    }

    private void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, int depth, ref LossSet losses)
    {
        var names = new PropertyNames(limits);
        writer.WriteStartObject();
        var entries = dictionary.GetEnumerator();
        using var disposable = entries as IDisposable;
        while (entries.MoveNext())
        {
            if (!WriteProperty(writer, ref names, KeyText(entries.Key), entries.Value, dictionary.Count, depth, ref losses))
            {
                break;
            }
        }

        writer.WriteEndObject();
    }

    private void WritePairs(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> pairs, int count, int depth, ref LossSet losses)
    {
        var names = new PropertyNames(limits);
        writer.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            if (!WriteProperty(writer, ref names, key, value, count, depth, ref losses))
            {
                break;
            }
        }

        writer.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter writer, LogField[] fields, int depth, ref LossSet losses)
        => WritePairs(writer, Array.ConvertAll(fields, static field => KeyValuePair.Create(field.Key, (object?)field)), fields.Length, depth, ref losses);

    private void WriteTuple(Utf8JsonWriter writer, ITuple tuple, int depth, ref LossSet losses)
    {
        writer.WriteStartArray();
        for (int i = 0; i < tuple.Length; i++)
        {
            Write(writer, tuple[i], depth + 1, ref losses);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes one property; false where the object is full, which is then marked.</summary>
    private bool WriteProperty(Utf8JsonWriter writer, ref PropertyNames names, string? name, object? value, int count, int depth, ref LossSet losses)
    {
        if (names.Count == limits.ItemsPerCollection || IsFull(writer))
        {
            writer.WriteString(names.Next("…", ref losses), CutMark(count, "keys", ref losses));
            return false;
        }

        writer.WritePropertyName(names.Next(name, ref losses));
        Write(writer, value, depth + 1, ref losses);
        return true;
    }

    private bool IsFull(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending > limits.EntrySize;

    private static string CutMark(int count, string what, ref LossSet losses)
    {
        losses.Add(LossReason.ItemCount);
        return FormattableString.Invariant($"… [cut, {count} {what}]");
    }

    // A key's own type may be anything; a scalar is told as in a field.
    private static string KeyText(object key) => key as string ?? PlainText(key) ?? FieldText.Of(("", key)).Trim('"');

    /// <summary>The number of items, where asking costs no enumeration: for sets and the like that only their generic interface counts.</summary>
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
        _ => null,
    };
}
