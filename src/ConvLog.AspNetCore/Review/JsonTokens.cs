using System.Text;
using System.Text.Json;

namespace ConvLog.AspNetCore.Review;

/// <summary>Splits JSON into tokens to display. Strings and numbers are unchanged: nothing is unescaped, rounded or merged.</summary>
internal static class JsonTokens
{
    private const int MaxDepth = 1_000;

    // Deeper levels are not indented further, because they would not fit on the page.
    private const int MaxIndent = 24;

    public static JsonDocumentOptions AnyDepth { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>The tokens, indented over several lines or all on one; null if the text is not JSON, or is a single word or number.</summary>
    public static IReadOnlyList<JsonToken>? Of(string text, bool isIndented)
    {
        if (text.AsSpan().TrimStart() is not (['{', ..] or ['[', ..]))
        {
            return null;
        }

        try
        {
            return Read(Encoding.UTF8.GetBytes(text), isIndented);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<JsonToken> Read(ReadOnlySpan<byte> utf8, bool isIndented)
    {
        var tokens = new List<JsonToken>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        var last = JsonTokenType.None;
        while (reader.Read())
        {
            Separate(tokens, last, reader.TokenType, reader.CurrentDepth, isIndented);
            Add(tokens, ref reader);
            last = reader.TokenType;
        }

        return tokens;
    }

    private static void Separate(List<JsonToken> tokens, JsonTokenType last, JsonTokenType next, int depth, bool isIndented)
    {
        bool opens = last is JsonTokenType.StartObject or JsonTokenType.StartArray;
        bool closes = next is JsonTokenType.EndObject or JsonTokenType.EndArray;
        if (last is JsonTokenType.None || (opens && closes))
        {
            return;
        }

        if (last is JsonTokenType.PropertyName)
        {
            tokens.Add(new JsonToken(JsonTokenKind.Mark, ": "));
            return;
        }

        string comma = opens || closes ? "" : ",";
        bool isAtBracket = last is JsonTokenType.StartArray || next is JsonTokenType.EndArray;
        tokens.Add(new JsonToken(JsonTokenKind.Mark,
            isIndented ? $"{comma}\n{new string(' ', 2 * Math.Min(depth, MaxIndent))}" : isAtBracket ? "" : $"{comma} "));
    }

    private static void Add(List<JsonToken> tokens, ref Utf8JsonReader reader)
    {
        string written = Encoding.UTF8.GetString(reader.ValueSpan);
        tokens.Add(reader.TokenType switch
        {
            JsonTokenType.PropertyName => new JsonToken(JsonTokenKind.Key, $"\"{written}\""),
            JsonTokenType.String => new JsonToken(JsonTokenKind.Text, $"\"{written}\""),
            JsonTokenType.Number => new JsonToken(JsonTokenKind.Number, written),
            JsonTokenType.True or JsonTokenType.False => new JsonToken(JsonTokenKind.Boolean, written),
            JsonTokenType.Null => new JsonToken(JsonTokenKind.Null, written),
            _ => new JsonToken(JsonTokenKind.Mark, written),
        });
    }
}
