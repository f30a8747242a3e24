using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Writes records with all their properties. Properties that are null are omitted.</summary>
internal readonly struct RecordWriting(Utf8JsonWriter json) : IPropertyVisitor
{
    public static void Write(Utf8JsonWriter json, StoreRecord record)
    {
        string kind = RecordProperties.KindOf(record);
        json.WriteStartObject();
        json.WriteString("kind", kind);
        var writing = new RecordWriting(json);
        RecordProperties.Visit(ref writing, kind, record);
        json.WriteEndObject();
    }

    public string Text(string name, string? value, string? stored = null) => OptionalText(name, value)!;

    public string? OptionalText(string name, string? value, string? stored = null)
    {
        PayloadJson.Text(json, name, value);
        return value;
    }

    // A string without a mask, otherwise the text and its masked form.
    public MaskedText Utterance(string name, MaskedText? value)
    {
        var text = value.GetValueOrDefault();
        if (!text.IsMasked)
        {
            PayloadJson.Text(json, name, text.IsEmpty ? null : text.Text);
            return text;
        }

        json.WriteStartArray(name);
        json.WriteStringValue(TextRules.WithoutLoneSurrogates(text.Text));
        json.WriteStringValue(TextRules.WithoutLoneSurrogates(text.Shown));
        json.WriteEndArray();
        return text;
    }

    public Guid Id(string name, Guid? value, string? stored = null) => TransientId(name, value).GetValueOrDefault();

    public int Int32(string name, int? value, string? stored = null) => OptionalInt32(name, value).GetValueOrDefault();

    public int? OptionalInt32(string name, int? value, string? stored = null)
    {
        PayloadJson.Number(json, name, value);
        return value;
    }

    public long Number(string name, long? value)
    {
        PayloadJson.Number(json, name, value);
        return value.GetValueOrDefault();
    }

    public long? OptionalNumber(string name, long? value)
    {
        PayloadJson.Number(json, name, value);
        return value;
    }

    public decimal? Decimal(string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }

        return value;
    }

    public bool Flag(string name, bool? value, string? stored = null)
    {
        if (value == true)
        {
            json.WriteBoolean(name, value: true);
        }

        return value.GetValueOrDefault();
    }

    public DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null) => OptionalTime(name, value).GetValueOrDefault();

    // Keeps all ticks: seven decimals of a second.
    public DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null)
    {
        if (value is { } time)
        {
            json.WriteString(name, time.ToUniversalTime());
        }

        return value;
    }

    public TimeSpan? Duration(string name, TimeSpan? value)
    {
        PayloadJson.Text(json, name, value?.ToString("c", CultureInfo.InvariantCulture));
        return value;
    }

    public T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => OptionalChoice(name, value).GetValueOrDefault();

    public T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
    {
        PayloadJson.Text(json, name, value is { } choice ? JsonNames.NameOf(choice) : null);
        return value;
    }

    public LogFields Fields(string name, LogFields? value)
    {
        var fields = value.GetValueOrDefault();
        if (fields.Count > 0)
        {
            json.WritePropertyName(name);
            FieldsPayload.WriteFields(json, fields);
        }

        return fields;
    }

    public LogField Field(string name, LogField? value) => OptionalField(name, value).GetValueOrDefault();

    public LogField? OptionalField(string name, LogField? value)
    {
        Fields(name, value is { } field ? new LogFields([field]) : default);
        return value;
    }

    public IReadOnlyList<SaidPart> AnswerParts(string name, IReadOnlyList<SaidPart>? value)
    {
        PayloadJson.Text(json, name, AnswerPartsPayload.Text(value));
        return value!;
    }

    public TurnPart? Part(string name, TurnPart? value)
    {
        PayloadJson.Text(json, name, PartPayload.Text(value));
        return value;
    }

    public TurnWait? Wait(string name, TurnWait? value)
    {
        PayloadJson.Text(json, name, WaitPayload.Text(value));
        return value;
    }

    public LateChanges? Late(string name, LateChanges? value)
    {
        PayloadJson.Text(json, name, LatePayload.Text(value));
        return value;
    }

    public ModelMessage Message(string name, ModelMessage? value)
    {
        json.WriteString(name, ModelMessagePayload.Bytes(value!));
        return value!;
    }

    public ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value)
    {
        json.WriteString(name, ModelCallPayload.Bytes(value!));
        return value!;
    }

    public LossCounts Losses(string name, LossCounts? value)
    {
        var losses = value ?? LossCounts.None;
        json.WriteStartObject(name);
        json.WriteNumber("accepted", losses.Accepted);
        Counts("dropped", losses.Dropped);
        Counts("truncated", losses.Truncated);
        json.WriteEndObject();
        return losses;
    }

    public bool TransientFlag(string name, bool? value) => Flag(name, value);

    public Guid? TransientId(string name, Guid? value)
    {
        if (value is { } id)
        {
            json.WriteString(name, id);
        }

        return value;
    }

    public bool BeginObject(string name, bool exists, string? stored = null)
    {
        if (exists)
        {
            json.WriteStartObject(name);
        }

        return exists;
    }

    public void EndObject() => json.WriteEndObject();

    private void Counts(string name, IReadOnlyDictionary<LossReason, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(static pair => pair.Key)) // Sorted, so that equal losses have equal bytes.
        {
            json.WriteNumber(JsonNames.Of(reason), count);
        }

        json.WriteEndObject();
    }
}
