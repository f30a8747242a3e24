using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Serialization;

/// <summary>Common steps of JSON readers, with errors that contain the position and the expected value.</summary>
internal static class JsonReading
{
    /// <summary>Reads one value; the reader must be on its first token.</summary>
    public delegate T Reading<out T>(ref Utf8JsonReader reader);

    /// <summary>Reads the one value that the JSON holds.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a value in it is not valid.</exception>
    public static T Only<T>(ReadOnlySpan<byte> utf8, Reading<T> read)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            reader.Read();
            return read(ref reader);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            // The framework reports a value of the wrong type or out of range with other exceptions.
            throw new JsonException($"The value at byte {reader.TokenStartIndex} is not what it should be: {e.Message}", e);
        }
    }

    /// <summary>Moves to the next property of the object, onto its value; false at the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        name = JsonText.Read(ref reader);
        reader.Read();
        return true;
    }

    /// <summary>Moves to the next item of the array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (reader.TokenType != token)
        {
            throw Unexpected(ref reader, what, token.ToString());
        }
    }

    public static string? Text(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => JsonText.Read(ref reader),
        _ => throw Unexpected(ref reader, name, "a string or null"),
    };

    public static bool Flag(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected(ref reader, name, "true or false"),
    };

    public static double? Number(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => reader.GetDouble(),
        _ => throw Unexpected(ref reader, name, "a number or null"),
    };

    public static long Integer(ref Utf8JsonReader reader, string name)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : throw Unexpected(ref reader, name, "a whole number");

    public static DateTimeOffset? Time(ref Utf8JsonReader reader, string name) => Text(ref reader, name) is { } text ? JsonTimes.Parse(text) : null;

    /// <summary>Reads the properties of the object at the reader's position as fields; none for null.</summary>
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

    private static JsonException Unexpected(ref Utf8JsonReader reader, string name, string expected)
        => new($"'{name}' at byte {reader.TokenStartIndex} is {reader.TokenType}, not {expected}.");
}
