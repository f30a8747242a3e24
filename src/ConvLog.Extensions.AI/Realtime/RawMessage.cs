using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>
/// A message in the service's format, for data that Microsoft.Extensions.AI has no type for: when speech starts and stops, truncations, and why a response was
/// canceled. Realtime services use the event format of OpenAI.
/// </summary>
/// <param name="json">The message.</param>
internal readonly struct RawMessage(JsonElement json)
{
    private const int MostCharacters = 256 * 1_024; // Longer messages are audio.

    private static readonly ConcurrentDictionary<Type, bool> s_unreadable = new();
    private static readonly Func<object, object?>? s_write = Writer();

    /// <summary>The event type; empty if there is none.</summary>
    public string Type => Text("type") ?? "";

    public string? ItemId => Text("item_id");

    /// <summary>Its conversation item; null unless it is a user's message or a function's result.</summary>
    public RealtimeConversationItem? Item
        => Find("item") is not { } item || ItemOf(new RawMessage(item)) is not { } contents ? null
            : new RealtimeConversationItem(contents, new RawMessage(item).Text("id"), new RawMessage(item).Text("role") is { Length: > 0 } role
                ? new ChatRole(role) : null);

    /// <summary>Parses a message; null if it is not one, and for parts of audio or text.</summary>
    /// <param name="raw">JSON in any form, or an object of the service's library.</param>
    public static RawMessage? Of(object? raw)
    {
        try
        {
            return raw switch
            {
                null => null,
                JsonElement { ValueKind: JsonValueKind.Object } element => new RawMessage(element),
                JsonDocument document => Of(document.RootElement),
                JsonObject node => Parse(node.ToJsonString()),
                string text => Parse(text),
                _ => OfModel(raw),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ObjectDisposedException)
        {
            // It is not JSON, or the host has disposed it: the type alone is of no use.
            return null;
        }
    }

    public string? Text(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public long? Int64(params ReadOnlySpan<string> path)
        => Find(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out long number) ? number : null;

    public double? Number(params ReadOnlySpan<string> path)
        => Find(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetDouble(out double number) ? number : null;

    private JsonElement? Find(params ReadOnlySpan<string> path)
    {
        var found = json;
        foreach (string name in path)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }

        return found;
    }

    private static List<AIContent>? ItemOf(RawMessage item) => item.Text("type") switch
    {
        "message" => [.. item.Find("content") is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray().SelectMany(PartOf) : []],
        "function_call_output" when item.Text("call_id") is { } callId => [new FunctionResultContent(callId, item.Text("output"))],
        _ => null,
    };

    private static IEnumerable<AIContent> PartOf(JsonElement part)
        => (new RawMessage(part).Text("text") ?? new RawMessage(part).Text("transcript")) is { } text ? [new TextContent(text)] : [];

    private static RawMessage? Parse(string? text)
    {
        if (text is null or { Length: 0 or > MostCharacters })
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return Of(document.RootElement.Clone());
    }

    // Objects of libraries based on System.ClientModel can serialize themselves as JSON.
    private static RawMessage? OfModel(object raw)
    {
        var type = raw.GetType();
        if (s_write is null || s_unreadable.ContainsKey(type) || type.Name.EndsWith("Delta", StringComparison.Ordinal)
            || type.Name.EndsWith("Append", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return Parse(s_write(raw)?.ToString());
        }
        catch (Exception)
        {
            // The type is not from such a library, or required members were trimmed: not tried again.
            s_unreadable.TryAdd(type, value: true);
            return null;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Trimmed members are not read: the message is then known by its type only.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "As above.")]
    private static Func<object, object?>? Writer()
    {
        var options = System.Type.GetType("System.ClientModel.Primitives.ModelReaderWriterOptions, System.ClientModel");
        var write = options is null ? null : System.Type.GetType("System.ClientModel.Primitives.ModelReaderWriter, System.ClientModel")
            ?.GetMethod("Write", BindingFlags.Public | BindingFlags.Static, [typeof(object), options]);
        return write is null ? null : raw => write.Invoke(null, [raw, null]);
    }
}
