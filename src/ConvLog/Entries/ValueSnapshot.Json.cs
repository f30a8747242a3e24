using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Entries;

internal sealed partial class ValueSnapshot
{
    // Numbers are copied as written: 1e400 and 1.10 are preserved.
    private void WriteElement(Utf8JsonWriter writer, JsonElement element, int depth, ref LossSet losses)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when depth < limits.Depth: WriteJsonObject(writer, element, depth, ref losses); break;
            case JsonValueKind.Array when depth < limits.Depth: WriteJsonArray(writer, element, depth, ref losses); break;
            case JsonValueKind.Object or JsonValueKind.Array:
                losses.Add(LossReason.Depth);
                writer.WriteStringValue("[cut, too deep]");
                break;
            case JsonValueKind.String: WriteText(writer, Text(element), ref losses); break;
            case JsonValueKind.Undefined: writer.WriteNullValue(); break;
            default: writer.WriteRawValue(element.GetRawText(), skipInputValidation: true); break;
        }
    }

    private void WriteJsonObject(Utf8JsonWriter writer, JsonElement element, int depth, ref LossSet losses)
    {
        var names = new PropertyNames(limits, areApart: true);
        int count = element.EnumerateObject().Count();
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            if (!WriteProperty(writer, ref names, Name(property), property.Value, count, depth, ref losses))
            {
                break;
            }
        }

        writer.WriteEndObject();
    }

    private void WriteJsonArray(Utf8JsonWriter writer, JsonElement element, int depth, ref LossSet losses)
    {
        writer.WriteStartArray();
        int written = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (written++ == limits.ItemsPerCollection || IsFull(writer))
            {
                writer.WriteStringValue(CutMark(element.GetArrayLength(), "items", ref losses));
                break;
            }

            WriteElement(writer, item, depth + 1, ref losses);
        }

        writer.WriteEndArray();
    }

    private void WriteNode(Utf8JsonWriter writer, JsonNode node, int depth, ref LossSet losses)
    {
        switch (node)
        {
            case JsonObject or JsonArray when depth >= limits.Depth:
                losses.Add(LossReason.Depth);
                writer.WriteStringValue("[cut, too deep]");
                break;
            case JsonObject item: WriteKeyed(writer, Pairs(item).GetEnumerator(), item.Count, depth, ref losses); break;
            case JsonArray items: WriteItems(writer, items, items.Count, depth, ref losses); break;
            case JsonValue value when value.TryGetValue(out JsonElement element): WriteElement(writer, element, depth, ref losses); break;
            case JsonValue value when value.TryGetValue(out object? inside) && inside is not JsonNode: Write(writer, inside, depth, ref losses); break;
            default: node.WriteTo(writer); break;
        }
    }

    /// <summary>Captured JSON, truncated to a smaller size.</summary>
    /// <param name="json">The JSON.</param>
    public JsonFragment Cut(JsonElement json)
    {
        LossSet ignored = default; // Counted by the caller.
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            WriteElement(writer, json, depth: 0, ref ignored);
        }

        return new JsonFragment(buffer.WrittenSpan.ToArray());
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(JsonObject item)
    {
        foreach (var (key, value) in item)
        {
            yield return KeyValuePair.Create(key, (object?)value);
        }
    }

    // A text with an escaped lone surrogate is valid JSON, but GetString throws for it: the text is read from the raw form, with the surrogate replaced.
    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonText.Unescape(element.GetRawText().AsSpan(1..^1));
        }
    }

    internal static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            string raw = property.ToString(); // "name":value, as it was written
            return JsonText.Unescape(raw.AsSpan(1, JsonText.EndOfString(raw) - 1));
        }
    }
}
