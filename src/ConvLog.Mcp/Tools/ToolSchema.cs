using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.AspNetCore.Api;

namespace ConvLog.Mcp.Tools;

/// <summary>The JSON Schema of a tool's arguments.</summary>
internal static class ToolSchema
{
    public static JsonElement Of(IEnumerable<ApiParameter> parameters)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in parameters)
        {
            var schema = JsonNode.Parse(parameter.Schema)!.AsObject();
            schema["description"] = parameter.Description;
            properties[parameter.Name] = schema;
            if (parameter.IsRequired)
            {
                required.Add(parameter.Name);
            }
        }

        return Element(new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false });
    }

    private static JsonElement Element(JsonObject node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
