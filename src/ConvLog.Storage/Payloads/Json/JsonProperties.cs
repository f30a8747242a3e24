using System.Globalization;
using System.Text;
using System.Text.Json;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Reads the properties of one JSON object by name. Errors name the property, without its value.</summary>
/// <param name="json">The object.</param>
/// <param name="what">A description of the object, for errors.</param>
internal readonly struct JsonProperties(JsonElement json, string what)
{
    public string? OptionalText(string name) => Find(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public long Number(string name) => OptionalNumber(name) ?? 0;

    public long? OptionalNumber(string name) => Find(name, JsonValueKind.Number) is { } value ? Valid(name, value.TryGetInt64(out long number), number) : null;

    public int? OptionalInt32(string name) => Find(name, JsonValueKind.Number) is { } value ? Valid(name, value.TryGetInt32(out int number), number) : null;

    public decimal? Decimal(string name) => Find(name, JsonValueKind.Number) is { } value ? Valid(name, value.TryGetDecimal(out decimal number), number) : null;

    public bool Flag(string name) => json.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw InvalidProperty(name),
    };

    public Guid? OptionalId(string name) => Find(name, JsonValueKind.String) is { } value ? Valid(name, value.TryGetGuid(out var id), id) : null;

    public Guid Id(string name) => OptionalId(name) ?? throw Missing(name);

    public DateTimeOffset? OptionalTime(string name)
        => Find(name, JsonValueKind.String) is { } value ? Valid(name, value.TryGetDateTimeOffset(out var time), time) : null;

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw Missing(name);

    public TimeSpan? OptionalDuration(string name)
        => OptionalText(name) is { } text ? Valid(name, TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration), duration) : null;

    /// <summary>Reads a text, or an array of a text and its masked form.</summary>
    public MaskedText Utterance(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.String && value[1].ValueKind == JsonValueKind.String
            ? new MaskedText(value[0].GetString(), value[1].GetString())
            : throw InvalidProperty(name)
        : OptionalText(name);

    public LogFields Fields(string name)
        => Find(name, JsonValueKind.Array) is { } value ? JsonReading.Only(Encoding.UTF8.GetBytes(value.GetRawText()), FieldsPayload.Read) : default;

    public LogField? OptionalField(string name) => Fields(name) is { Count: > 0 } fields ? fields[0] : null;

    public LogField Field(string name) => OptionalField(name) ?? throw Missing(name);

    public JsonProperties? Object(string name) => Find(name, JsonValueKind.Object) is { } value ? new JsonProperties(value, name) : null;

    public Dictionary<LossReason, long> Counts(string name)
        => Find(name, JsonValueKind.Object) is { } value
            ? value.EnumerateObject().ToDictionary(static count => JsonNames.Reason(count.Name), static count => count.Value.GetInt64()) : [];

    // Null if it is absent or null.
    private JsonElement? Find(string name, JsonValueKind kind)
        => json.ValueKind != JsonValueKind.Object ? throw new JsonException($"The {what} is {json.ValueKind}, not a JSON object.")
        : !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw InvalidProperty(name);

    private T Valid<T>(string name, bool isValid, T value) => isValid ? value : throw InvalidProperty(name);

    private JsonException Missing(string name) => new($"The {what} has no property '{name}'.");

    private JsonException InvalidProperty(string name) => new($"The property '{name}' of the {what} has a wrong type or is out of range.");
}
