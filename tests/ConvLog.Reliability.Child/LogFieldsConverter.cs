using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>Fields as an array, in order.</summary>
internal sealed class LogFieldsConverter : JsonConverter<LogFields>
{
    private static readonly LogFieldConverter s_field = new();

    public override void Write(Utf8JsonWriter writer, LogFields value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var field in value)
        {
            s_field.Write(writer, field, options);
        }

        writer.WriteEndArray();
    }

    public override LogFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = new List<LogField>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            fields.Add(s_field.Read(ref reader, typeof(LogField), options));
        }

        return new LogFields([.. fields]);
    }
}
