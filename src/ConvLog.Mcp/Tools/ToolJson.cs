using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.Serialization;

namespace ConvLog.Mcp.Tools;

/// <summary>JSON composed by a tool.</summary>
internal static class ToolJson
{
    /// <summary>The format of the Conversations API: on one line, with letters of all scripts unescaped.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Default) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions))
        {
            write(writer);
        }

        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }
}
