using System.Text.Json;

namespace ConvLog.Serialization;

/// <summary>The steps every reader takes, with errors that say where in the JSON and what was expected.</summary>
internal static class JsonReading
{
    /// <summary>A reader that stands on the first token.</summary>
    public static Utf8JsonReader Start(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
        return reader.Read() ? reader : throw new JsonException("There is no JSON.");
    }

    /// <summary>Steps to the next property of the object and onto its value; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        name = reader.GetString()!;
        reader.Read();
        return true;
    }

    /// <summary>Steps to the next item of the array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (reader.TokenType != token)
        {
            throw Wrong(ref reader, what, token.ToString());
        }
    }

    public static string? Text(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        _ => throw Wrong(ref reader, name, "a string or null"),
    };

    public static bool Flag(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong(ref reader, name, "true or false"),
    };

    public static double? Number(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.GetDouble(),
        _ => throw Wrong(ref reader, name, "a number or null"),
    };

    public static long Whole(ref Utf8JsonReader reader, string name)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : throw Wrong(ref reader, name, "a whole number");

    public static DateTimeOffset? Time(ref Utf8JsonReader reader, string name) => Text(ref reader, name) is { } text ? JsonTimes.Parse(text) : null;

    /// <summary>The properties of the object the reader stands on, as fields; none for null.</summary>
    public static LogFields Fields(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        Expect(ref reader, JsonTokenType.StartObject, name);
        var fields = new List<LogField>();
        while (NextProperty(ref reader, out string key))
        {
            fields.Add(FieldJsonReader.Read(key, ref reader));
        }

        return LogFields.From(fields);
    }

    private static JsonException Wrong(ref Utf8JsonReader reader, string name, string expected)
        => new($"'{name}' at byte {reader.TokenStartIndex} is {reader.TokenType}, not {expected}.");
}
