using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>A text as an array of the text and, if it is masked, its shown form.</summary>
internal sealed class MaskedTextConverter : JsonConverter<MaskedText>
{
    public override void Write(Utf8JsonWriter writer, MaskedText value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Text);
        if (value.IsMasked)
        {
            writer.WriteStringValue(value.Shown);
        }

        writer.WriteEndArray();
    }

    public override MaskedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        string text = reader.GetString()!;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return text;
        }

        string shown = reader.GetString()!;
        reader.Read();
        return new MaskedText(text, shown);
    }
}
