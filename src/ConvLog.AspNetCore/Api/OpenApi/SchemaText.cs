using System.Text.Json;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>
/// A short notation for schemas: <c>id: uuid, note: string?, level: info|warning, at: time, items: [@Item], counts: {long}</c>. A question mark after a type
/// allows null; after a name it makes the property optional. An exclamation mark after a name marks the message of an error. <c>@</c> refers to another schema.
/// An <c>int</c> has 32 bits and a <c>long</c> 64; counts and sums are <c>long</c>.
/// </summary>
internal static class SchemaText
{
    /// <summary>Writes the schema of an object.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="isOpen">Whether it allows further properties.</param>
    /// <param name="isSent">Whether clients send it.</param>
    public static void WriteObject(Utf8JsonWriter json, string properties, bool isOpen = false, bool isSent = false)
    {
        List<(string Name, bool IsRequired, string Type)> all = [];
        foreach (string property in properties.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = property.IndexOf(':', StringComparison.Ordinal);
            string name = property[..colon].TrimEnd();
            all.Add((name.TrimEnd('?', '!'), !name.EndsWith('?'), property[(colon + 1)..].Trim() + (name.EndsWith('!') ? "!" : "")));
        }

        json.WriteStartObject();
        json.WriteString("type", "object");
        if (all.Exists(static property => property.IsRequired))
        {
            json.WriteStartArray("required");
            foreach (var (name, isRequired, _) in all)
            {
                if (isRequired)
                {
                    json.WriteStringValue(name);
                }
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        foreach (var (name, _, type) in all)
        {
            json.WritePropertyName(name);
            WriteType(json, type, isSent);
        }

        json.WriteEndObject();
        if (isOpen)
        {
            json.WriteBoolean("additionalProperties", value: true);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a reference to a schema among the components.</summary>
    public static void WriteReference(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("$ref", $"#/components/schemas/{name}");
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type, bool isPattern = false)
    {
        bool isNullable = type.EndsWith('?');
        string plain = type.TrimEnd('?');
        if (plain[0] == '@')
        {
            WriteReferred(json, plain[1..], isNullable);
            return;
        }

        json.WriteStartObject();
        switch (plain)
        {
            case "any": break;
            case "string": WriteKind(json, "string", isNullable); break;
            case "string!": WriteMessage(json); break;
            case "bool": WriteKind(json, "boolean", isNullable); break;
            case "int": WriteKind(json, "integer", isNullable, "int32"); break;
            case "long": WriteKind(json, "integer", isNullable, "int64"); break;
            case "number": WriteKind(json, "number", isNullable, "double"); break;
            case "object": WriteKind(json, "object", isNullable); break;
            case "uuid": WriteKind(json, "string", isNullable, "uuid"); break;
            case "time": WriteKind(json, "string", isNullable, "date-time"); break;
            case "day": WriteKind(json, "string", isNullable, "date"); break;
            case "null": json.WriteString("type", "null"); break;
            case ['[', .. var item, ']']:
                WriteKind(json, "array", isNullable);
                json.WritePropertyName("items");
                WriteType(json, item, isPattern: true);
                break;
            case ['{', .. var value, '}']:
                WriteKind(json, "object", isNullable);
                json.WritePropertyName("additionalProperties");
                WriteType(json, value);
                break;
            default: WriteWords(json, plain, isNullable, isPattern); break;
        }

        json.WriteEndObject();
    }

    // Kiota uses it as the message of the exception that it generates for the object.
    private static void WriteMessage(Utf8JsonWriter json)
    {
        WriteKind(json, "string", isNullable: false);
        json.WriteBoolean("x-ms-primary-error-message", value: true);
    }

    private static void WriteReferred(Utf8JsonWriter json, string name, bool isNullable)
    {
        if (!isNullable)
        {
            WriteReference(json, name);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("oneOf");
        WriteReference(json, name);
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, string kind, bool isNullable, string? format = null)
    {
        if (isNullable)
        {
            json.WriteStartArray("type");
            json.WriteStringValue(kind);
            json.WriteStringValue("null");
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("type", kind);
        }

        if (format is not null)
        {
            json.WriteString("format", format);
        }
    }

    // NSwag generates a C# enumeration for "enum". System.Text.Json does not read such values in a list or with words that are no C# names, and writes the
    // words in another case. A pattern is used for these.
    private static void WriteWords(Utf8JsonWriter json, string words, bool isNullable, bool isPattern)
    {
        WriteKind(json, "string", isNullable);
        if (isPattern || words.Contains('-', StringComparison.Ordinal))
        {
            json.WriteString("pattern", $"^({words})$");
            return;
        }

        json.WriteStartArray("enum");
        foreach (string word in words.Split('|'))
        {
            json.WriteStringValue(word);
        }

        if (isNullable)
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
