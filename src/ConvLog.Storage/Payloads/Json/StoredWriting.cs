using System.Runtime.CompilerServices;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Writes the properties of a record that belong into its visible payload: those with a name there. Properties that are null are omitted.</summary>
internal readonly struct StoredWriting(Utf8JsonWriter writer) : IPropertyVisitor
{
    public string Text(string name, string? value, string? stored = null) => OptionalText(name, value, stored)!;

    public string? OptionalText(string name, string? value, string? stored = null)
    {
        if (stored is not null)
        {
            PayloadJson.Text(writer, stored, value);
        }

        return value;
    }

    public MaskedText Utterance(string name, MaskedText? value) => value.GetValueOrDefault();

    public Guid Id(string name, Guid? value, string? stored = null)
    {
        if (stored is not null)
        {
            writer.WriteString(stored, value.GetValueOrDefault());
        }

        return value.GetValueOrDefault();
    }

    public int Int32(string name, int? value, string? stored = null) => OptionalInt32(name, value, stored).GetValueOrDefault();

    public int? OptionalInt32(string name, int? value, string? stored = null)
    {
        Number(value, stored);
        return value;
    }

    public long Number(string name, long? value) => value.GetValueOrDefault();

    public long? OptionalNumber(string name, long? value) => value;

    public decimal? Decimal(string name, decimal? value) => value;

    public bool Flag(string name, bool? value, string? stored = null)
    {
        Number(value == true ? 1 : null, stored);
        return value.GetValueOrDefault();
    }

    public DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null) => OptionalTime(name, value, stored).GetValueOrDefault();

    public DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null)
    {
        Number(value?.UtcTicks, stored);
        return value;
    }

    public TimeSpan? Duration(string name, TimeSpan? value) => value;

    public T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => OptionalChoice(name, value, stored).GetValueOrDefault();

    public T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
    {
        Number(value is { } choice ? Unsafe.BitCast<T, int>(choice) : null, stored);
        return value;
    }

    public LogFields Fields(string name, LogFields? value) => value.GetValueOrDefault();

    public LogField Field(string name, LogField? value) => value.GetValueOrDefault();

    public LogField? OptionalField(string name, LogField? value) => value;

    public LossCounts Losses(string name, LossCounts? value) => value ?? LossCounts.None;

    public IReadOnlyList<SaidPart> AnswerParts(string name, IReadOnlyList<SaidPart>? value) => value!;

    public LateChanges? Late(string name, LateChanges? value) => value;

    public TurnPart? Part(string name, TurnPart? value) => value;

    public TurnWait? Wait(string name, TurnWait? value) => value;

    public ModelMessage Message(string name, ModelMessage? value) => value!;

    public ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value) => value!;

    public bool TransientFlag(string name, bool? value) => value.GetValueOrDefault();

    public Guid? TransientId(string name, Guid? value) => value;

    public bool BeginObject(string name, bool exists, string? stored = null)
    {
        if (exists && stored is not null)
        {
            writer.WriteStartObject(stored);
        }

        return exists && stored is not null;
    }

    public void EndObject() => writer.WriteEndObject();

    private void Number(long? value, string? stored)
    {
        if (stored is not null)
        {
            PayloadJson.Number(writer, stored, value);
        }
    }
}
