using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Reads the records that <see cref="RecordWriting"/> writes.</summary>
internal struct RecordReading : IPropertyVisitor
{
    private readonly JsonProperties _record;
    private JsonProperties _json;

    private RecordReading(JsonProperties record) => _record = _json = record;

    public static StoreRecord Read(JsonProperties json)
    {
        try
        {
            string kind = json.Text("kind");
            var reading = new RecordReading(json);
            return RecordProperties.Visit(ref reading, kind, record: null)
                ?? throw new JsonException($"This version does not know records of kind '{kind}'. A later version may have written it.");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new JsonException("A property of the record has a wrong type or is out of range.", e);
        }
    }

    public readonly string Text(string name, string? value, string? stored = null) => _json.Text(name);

    public readonly string? OptionalText(string name, string? value, string? stored = null) => _json.OptionalText(name);

    public readonly MaskedText Utterance(string name, MaskedText? value) => _json.Utterance(name);

    public readonly Guid Id(string name, Guid? value, string? stored = null) => _json.Id(name);

    public readonly int Int32(string name, int? value, string? stored = null) => _json.OptionalInt32(name) ?? 0;

    public readonly int? OptionalInt32(string name, int? value, string? stored = null) => _json.OptionalInt32(name);

    public readonly long Number(string name, long? value) => _json.Number(name);

    public readonly decimal? Decimal(string name, decimal? value) => _json.Decimal(name);

    public readonly long? OptionalNumber(string name, long? value) => _json.OptionalNumber(name);

    public readonly bool Flag(string name, bool? value, string? stored = null) => _json.Flag(name);

    public readonly DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null) => _json.Time(name);

    public readonly DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null) => _json.OptionalTime(name);

    public readonly TimeSpan? Duration(string name, TimeSpan? value) => _json.OptionalDuration(name);

    public readonly T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => JsonNames.ValueOf<T>(_json.Text(name));

    public readonly T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => _json.OptionalText(name) is { } choice ? JsonNames.ValueOf<T>(choice) : null;

    public readonly LogFields Fields(string name, LogFields? value) => _json.Fields(name);

    public readonly LogField Field(string name, LogField? value) => _json.Field(name);

    public readonly LogField? OptionalField(string name, LogField? value) => _json.OptionalField(name);

    public readonly LossCounts Losses(string name, LossCounts? value) => _json.Object(name) is { } counts
        ? new() { Accepted = counts.Number("accepted"), Dropped = counts.Counts("dropped"), Truncated = counts.Counts("truncated") }
        : LossCounts.None;

    public readonly IReadOnlyList<SaidPart> AnswerParts(string name, IReadOnlyList<SaidPart>? value) => AnswerPartsPayload.Read(_json.OptionalText(name));

    public readonly LateChanges? Late(string name, LateChanges? value) => LatePayload.Read(_json.OptionalText(name));

    public readonly TurnPart? Part(string name, TurnPart? value) => PartPayload.Read(_json.OptionalText(name));

    public readonly TurnWait? Wait(string name, TurnWait? value) => WaitPayload.Read(_json.OptionalText(name));

    public readonly ModelMessage Message(string name, ModelMessage? value) => ModelMessagePayload.Read(_json.Text(name));

    public readonly ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value) => ModelCallPayload.Read(place, _json.Text(name));

    public readonly bool TransientFlag(string name, bool? value) => _json.Flag(name);

    public readonly Guid? TransientId(string name, Guid? value) => _json.OptionalId(name);

    public bool BeginObject(string name, bool exists, string? stored = null)
    {
        if (_json.Object(name) is not { } inside)
        {
            return false;
        }

        _json = inside;
        return true;
    }

    public void EndObject() => _json = _record;
}
