using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>A score value as a number, a Boolean or a text.</summary>
internal sealed class ScoreValueConverter : JsonConverter<ScoreValue>
{
    public override void Write(Utf8JsonWriter writer, ScoreValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case { Number: { } number }: writer.WriteNumberValue(number); break;
            case { YesNo: { } isYes }: writer.WriteBooleanValue(isYes); break;
            default: writer.WriteStringValue(value.Category); break;
        }
    }

    public override ScoreValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => reader.GetString(),
    };
}
