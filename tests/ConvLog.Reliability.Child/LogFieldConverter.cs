using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;

namespace ConvLog.Reliability.Child;

/// <summary>A field as <c>{"k": key, "v": value}</c>, with <c>"s": shown</c> if it is personal.</summary>
internal sealed class LogFieldConverter : JsonConverter<LogField>
{
    public override void Write(Utf8JsonWriter writer, LogField value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("k", value.Key);
        writer.WritePropertyName("v");
        FieldJson.WriteValue(writer, value);
        if (value.IsPii)
        {
            writer.WriteString("s", value.Shown);
        }

        writer.WriteEndObject();
    }

    public override LogField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        reader.Read();
        string key = reader.GetString()!;
        reader.Read();
        reader.Read();
        var field = FieldJsonReader.Read(key, ref reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            field = field.AsPii(reader.GetString());
            reader.Read();
        }

        return field;
    }
}
