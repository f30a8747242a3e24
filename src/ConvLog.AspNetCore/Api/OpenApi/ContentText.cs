using System.Text.Json;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>Bodies in the OpenAPI document, with their media types.</summary>
internal static class ContentText
{
    /// <summary>Writes a body in each of its media types.</summary>
    public static void Write(Utf8JsonWriter json, ApiContent content)
    {
        json.WriteStartObject("content");
        foreach (var one in (ApiContent[])[content, .. content.Alternatives])
        {
            json.WriteStartObject(one.ContentType);
            if (one.IsJson)
            {
                json.WritePropertyName("schema");
                SchemaText.WriteReference(json, one.Schema!);
                json.WritePropertyName("example");
                json.WriteRawValue(one.Example.Trim());
            }
            else
            {
                WriteFile(json, one);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // A stream of bytes, because a client must not parse it as one JSON value. OpenAPI 3.1 cannot describe the lines.
    private static void WriteFile(Utf8JsonWriter json, ApiContent content)
    {
        json.WritePropertyName("schema");
        json.WriteRawValue("""{"type":"string","format":"binary"}""");
        json.WriteString("example", content.Example);
        if (content.Events.Count > 0)
        {
            json.WriteStartObject("x-events");
            foreach (var (name, schema) in content.Events)
            {
                json.WritePropertyName(name);
                SchemaText.WriteReference(json, schema);
            }

            json.WriteEndObject();
        }
        else if (content.Schema is { } line)
        {
            json.WritePropertyName("x-line");
            SchemaText.WriteReference(json, line);
        }
    }
}
