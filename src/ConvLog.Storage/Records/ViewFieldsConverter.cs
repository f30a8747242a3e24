using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;

namespace ConvLog.Serialization;

/// <summary>
/// Writes the fields of a view for <see cref="JsonSerializer"/>, each with <c>Key</c>, <c>IsPii</c>, <c>Shown</c> and <c>Value</c>, named according to the
/// options. The privacy gate has already replaced values that the view's reader may not see, so that the value can be written. Reading is not supported.
/// </summary>
/// <remarks>Public because the code that System.Text.Json generates in a host's assembly has to reach it. It uses no reflection.</remarks>
public sealed class ViewFieldsConverter : JsonConverterFactory
{
    /// <summary>Whether it is a field or a list of fields.</summary>
    /// <param name="typeToConvert">The type.</param>
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(LogField) || typeToConvert == typeof(LogFields);

    /// <summary>The converter of a field or a list of fields.</summary>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The caller's options.</param>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => typeToConvert == typeof(LogField) ? new One() : new All();

    private static void WriteField(Utf8JsonWriter writer, in LogField field, JsonSerializerOptions options)
    {
        bool withNull = options.DefaultIgnoreCondition is JsonIgnoreCondition.Never;
        writer.WriteStartObject();
        writer.WriteString(Name(nameof(LogField.Key), options), TextRules.WithoutLoneSurrogates(field.Key));
        writer.WriteBoolean(Name(nameof(LogField.IsPii), options), field.IsPii);
        if (withNull || field.Shown is not null)
        {
            writer.WriteString(Name(nameof(LogField.Shown), options), field.Shown);
        }

        if (withNull || field.Kind != FieldKind.Null)
        {
            writer.WritePropertyName(Name(nameof(LogField.Value), options));
            VisibleJson.WriteAnyValue(writer, field);
        }

        writer.WriteEndObject();
    }

    private static string Name(string property, JsonSerializerOptions options) => options.PropertyNamingPolicy?.ConvertName(property) ?? property;

    private static NotSupportedException NotRead()
        => new("Views are not read with JsonSerializer. Conversations are read with ConversationReader, and from the JSON of the API with ConversationJson.");

    private sealed class One : JsonConverter<LogField>
    {
        public override void Write(Utf8JsonWriter writer, LogField value, JsonSerializerOptions options) => WriteField(writer, value, options);

        public override LogField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw NotRead();
    }

    private sealed class All : JsonConverter<LogFields>
    {
        public override void Write(Utf8JsonWriter writer, LogFields value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (ref readonly var field in value.AsSpan())
            {
                WriteField(writer, field, options);
            }

            writer.WriteEndArray();
        }

        public override LogFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw NotRead();
    }
}
