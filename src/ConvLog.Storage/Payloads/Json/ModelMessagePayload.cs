using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The JSON of a message to or from a language model, in full or in its visible form.</summary>
internal static class ModelMessagePayload
{
    /// <summary>The message as text.</summary>
    public static string Text(ModelMessage message) => Encoding.UTF8.GetString(Bytes(message));

    /// <summary>The message as bytes; for the visible part of a message, its visible form.</summary>
    public static byte[] Bytes(ModelMessage message) => PayloadJson.Object(message, static (writer, message) =>
    {
        writer.WriteNumber("role", (int)message.Role);
        if (message.IsPersonal && message.Role is ModelRole.User or ModelRole.Assistant)
        {
            writer.WriteBoolean("personal", value: true);
        }

        if (!message.Text.IsEmpty)
        {
            PayloadJson.Text(writer, "text", message.Text.Text);
        }

        if (message.Text.IsMasked)
        {
            PayloadJson.Text(writer, "shown", message.Text.Shown);
        }

        PayloadJson.Text(writer, "answers", message.ToolCallId);
        PayloadJson.Text(writer, "reasoning", message.Reasoning);
        PayloadJson.Text(writer, "author", message.Author);
        if (message.ToolCalls.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (var call in message.ToolCalls)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(call.CallId));
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(call.Name));
                FieldsPayload.WriteFields(writer, call.Arguments);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }
    });

    public static ModelMessage Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static ModelMessage Read(ReadOnlySpan<byte> json)
        => json.IsEmpty ? ModelMessage.User(default) : JsonReading.Only(json, static (ref Utf8JsonReader reader) => Read(ref reader));

    private static ModelMessage Read(ref Utf8JsonReader reader)
    {
        int role = 0;
        bool isPersonal = false;
        string text = "";
        string? shown = null, answers = null, reasoning = null, author = null;
        var tools = new List<ModelToolCall>();
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "role": role = reader.GetInt32(); break;
                case "personal": isPersonal = reader.GetBoolean(); break;
                case "text": text = JsonText.Read(ref reader); break;
                case "shown": shown = JsonText.Read(ref reader); break;
                case "reasoning": reasoning = JsonText.Read(ref reader); break;
                case "author": author = JsonText.Read(ref reader); break;
                case "answers": answers = JsonText.Read(ref reader); break;
                case "tools": ReadTools(ref reader, tools); break;
                default: reader.Skip(); break;
            }
        }

        return ModelMessage.Stored((ModelRole)role, shown is null ? text : new MaskedText(text, shown), tools, answers, isPersonal, reasoning, author);
    }

    private static void ReadTools(ref Utf8JsonReader reader, List<ModelToolCall> tools)
    {
        while (JsonReading.NextItem(ref reader))
        {
            reader.Read();
            string callId = JsonText.Read(ref reader);
            reader.Read();
            string name = JsonText.Read(ref reader);
            reader.Read();
            tools.Add(new ModelToolCall(callId, name, FieldsPayload.Read(ref reader)));
            reader.Read();
        }
    }
}
