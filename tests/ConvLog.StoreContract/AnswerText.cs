using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.StoreContract;

/// <summary>
/// Results of a store or reader as lines of text, so that two results can be compared as a whole. They contain all public properties, so new ones are compared
/// at once. Field values are written as JSON, because a store may read a Guid back as its text; times as UTC.
/// </summary>
public static class AnswerText
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    public static string Of(object? answer)
    {
        var text = new StringBuilder();
        Write(text, answer, "");
        return text.ToString();
    }

    /// <summary>The first difference of two results, with the lines before it; null if they are equal.</summary>
    public static string? Difference(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
        {
            return null;
        }

        string[] lines = one.Split('\n');
        string[] others = other.Split('\n');
        int at = lines.Zip(others).TakeWhile(static pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        return at == lines.Length && at == others.Length
            ? null
            : $"{string.Join('\n', lines.Skip(Math.Max(0, at - 8)).Take(10))}\n--- but ---\n{others.ElementAtOrDefault(at)}";
    }

    private static void Write(StringBuilder text, object? value, string indent)
    {
        switch (value)
        {
            case null: text.Append("null\n"); break;
            case string or bool or Guid: text.Append(JsonSerializer.Serialize(value)).Append('\n'); break;
            case DateTimeOffset time: text.Append(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)).Append('\n'); break;
            case TimeSpan or DateOnly or Enum or decimal or double or int or long: text.Append(CultureInfo.InvariantCulture, $"{value}\n"); break;
            case MaskedText masked: text.Append(CultureInfo.InvariantCulture,
                $"{Json(masked.Text)} shown as {(masked.IsMasked ? Json(masked.Shown) : "it is")}\n"); break;
            case LogField field: WriteField(text, field); break;
            case IDictionary map: WriteAll(text,
                map.Keys.Cast<object>().Select(key => (string.Create(CultureInfo.InvariantCulture, $"{key}"), map[key]))
                .OrderBy(static pair => pair.Item1, StringComparer.Ordinal), indent); break;
            case IEnumerable<FeedbackSource> set: text.AppendJoin(", ", set.Order()).Append('\n'); break;
            case IEnumerable list: WriteAll(text, list.Cast<object?>().Select(static (item, index) => (index.ToString(CultureInfo.InvariantCulture), item)),
                indent); break;
            case ITuple tuple: WriteAll(text, Enumerable.Range(0, tuple.Length).Select(index => (index.ToString(CultureInfo.InvariantCulture), tuple[index])),
                indent); break;
            default: WriteAll(text, Properties(value), indent); break;
        }
    }

    private static void WriteField(StringBuilder text, LogField field)
        => text.Append(CultureInfo.InvariantCulture, $"{Json(field.Key)} = {JsonOf(field)}{(field.IsPii ? $" shown as {Json(field.Shown!)}" : "")}\n");

    private static IEnumerable<(string Name, object? Value)> Properties(object value)
        => s_properties.GetOrAdd(value.GetType(), static type =>
            [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.GetIndexParameters().Length == 0)])
            .Select(property => (property.Name, property.GetValue(value)));

    private static void WriteAll(StringBuilder text, IEnumerable<(string Name, object? Value)> members, string indent)
    {
        text.Append('\n');
        foreach (var (name, member) in members)
        {
            text.Append(indent).Append("  ").Append(name).Append(": ");
            Write(text, member, indent + "  ");
        }
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    /// <summary>The value as the library's JSON.</summary>
    public static string JsonOf(LogField field)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            FieldJson.WriteValue(writer, field);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
