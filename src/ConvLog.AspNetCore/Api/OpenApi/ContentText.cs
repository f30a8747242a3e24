using System.Text.Json;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>Bodies in the document, each with its media types.</summary>
internal static class ContentText
{
    /// <summary>Writes the description of a body, in each of its media types.</summary>
    public static void Write(Utf8JsonWriter json, ApiContent content)
    {
        json.WriteStartObject("content");
        foreach (var one in (ApiContent[])[content, .. content.Others])
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

    // A client must not parse it as a single JSON value: it is described as a stream of bytes. OpenAPI 3.1 cannot describe its items.
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
