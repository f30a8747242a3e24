using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.Storage.Alerts;

/// <summary>A record of an alert as JSON. Unknown properties are ignored, since hosts of two versions may share it.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TicksConverter)])]
[JsonSerializable(typeof(AlertRecord))]
internal sealed partial class AlertRecordJson : JsonSerializerContext
{
    private static AlertRecordJson Readable
        => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(AlertRecord record) => JsonSerializer.Serialize(record, Readable.AlertRecord);

    /// <summary>Reads a record written by <see cref="Write"/>.</summary>
    /// <exception cref="JsonException">The text is not a valid record.</exception>
    public static AlertRecord Read(string json) => JsonSerializer.Deserialize(json, Readable.AlertRecord) ?? throw new JsonException("The record is null.");
}

/// <summary>Times in UTC as ticks.</summary>
internal sealed class TicksConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64(), TimeSpan.Zero);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.UtcTicks);
}
