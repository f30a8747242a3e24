using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>A message to or from a model with its full text.</summary>
internal sealed class ModelMessageConverter : JsonConverter<ModelMessage>
{
    public override void Write(Utf8JsonWriter writer, ModelMessage value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, new Parts(value.Role, value.Text, [.. value.ToolCalls.Select(static call
            => new Tool(call.CallId, call.Name, call.Arguments))], value.ToolCallId, value.IsPersonal, value.Reasoning, value.Author), options);

    public override ModelMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Parts>(ref reader, options)!;
        ModelToolCall[] calls = [.. parts.ToolCalls.Select(static call => new ModelToolCall(call.CallId, call.Name, call.Arguments))];
        return ModelMessage.Stored(parts.Role, parts.Text, calls, parts.ToolCallId, parts.IsPersonal, parts.Reasoning, parts.Author);
    }

    private sealed record Parts(ModelRole Role, MaskedText Text, Tool[] ToolCalls, string? ToolCallId, bool IsPersonal, string? Reasoning, string? Author);

    private sealed record Tool(string CallId, string Name, LogFields Arguments);
}
