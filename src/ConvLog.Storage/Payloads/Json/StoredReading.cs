using System.Runtime.CompilerServices;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>Reads the properties that <see cref="StoredWriting"/> wrote into a record whose other properties come from the columns of its row.</summary>
internal struct StoredReading : IPropertyVisitor
{
    private readonly StoredValues _record;
    private StoredValues _values;

    public StoredReading(StoredValues values) => _record = _values = values;

    public readonly string Text(string name, string? value, string? stored = null) => OptionalText(name, value, stored) ?? "";

    public readonly string? OptionalText(string name, string? value, string? stored = null)
        => stored is null ? value : _values.Take(stored)?.Text;

    public readonly MaskedText Utterance(string name, MaskedText? value) => value.GetValueOrDefault();

    public readonly Guid Id(string name, Guid? value, string? stored = null)
        => stored is null || _values.Take(stored)?.Text is not { } id ? value.GetValueOrDefault() : Guid.Parse(id);

    public readonly int Int32(string name, int? value, string? stored = null) => OptionalInt32(name, value, stored).GetValueOrDefault();

    public readonly int? OptionalInt32(string name, int? value, string? stored = null)
        => stored is null ? value : checked((int?)_values.Take(stored)?.Number);

    public readonly long Number(string name, long? value) => value.GetValueOrDefault();

    public readonly long? OptionalNumber(string name, long? value) => value;

    public readonly decimal? Decimal(string name, decimal? value) => value;

    public readonly bool Flag(string name, bool? value, string? stored = null)
        => stored is null ? value.GetValueOrDefault() : _values.Take(stored)?.Number is 1;

    public readonly DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null) => OptionalTime(name, value, stored).GetValueOrDefault();

    public readonly DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null)
        => stored is null ? value : _values.Take(stored) is { } time ? new DateTimeOffset(time.Number, TimeSpan.Zero) : null;

    public readonly TimeSpan? Duration(string name, TimeSpan? value) => value;

    public readonly T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => OptionalChoice(name, value, stored).GetValueOrDefault();

    public readonly T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => stored is null ? value : _values.Take(stored) is { } choice ? Unsafe.BitCast<int, T>(checked((int)choice.Number)) : null;

    public readonly LogFields Fields(string name, LogFields? value) => value.GetValueOrDefault();

    public readonly LogField Field(string name, LogField? value) => value.GetValueOrDefault();

    public readonly LogField? OptionalField(string name, LogField? value) => value;

    public readonly LossCounts Losses(string name, LossCounts? value) => value ?? LossCounts.None;

    public readonly IReadOnlyList<SaidPart> AnswerParts(string name, IReadOnlyList<SaidPart>? value) => value!;

    public readonly LateChanges? Late(string name, LateChanges? value) => value;

    public readonly TurnPart? Part(string name, TurnPart? value) => value;

    public readonly TurnWait? Wait(string name, TurnWait? value) => value;

    public readonly ModelMessage Message(string name, ModelMessage? value) => value!;

    public readonly ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value) => value!;

    public readonly bool TransientFlag(string name, bool? value) => value.GetValueOrDefault();

    public readonly Guid? TransientId(string name, Guid? value) => value;

    public bool BeginObject(string name, bool exists, string? stored = null)
    {
        if (stored is null || _values.Take(stored)?.Inside is not { } inside)
        {
            return false;
        }

        _values = inside;
        return true;
    }

    public void EndObject()
    {
        _values.End();
        _values = _record;
    }
}
