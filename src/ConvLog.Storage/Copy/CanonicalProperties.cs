using System.Runtime.CompilerServices;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.Storage.Copy;

/// <summary>
/// Writes the properties of a record as items of an array, a part at a time: the first ones, which say whose the record is and where it belongs, with its
/// texts, then numbers, flags and fields, each in the order in which the record lists them. A property that was added comes last, by its name and only where it
/// has a value.
/// </summary>
/// <param name="json">The writer, inside the array.</param>
/// <param name="first">How many properties come first.</param>
internal struct CanonicalProperties(Utf8JsonWriter json, int first) : IPropertyVisitor
{
    private Part _part;
    private int _visited;

    private enum Part
    {
        Texts,
        Numbers,
        Flags,
        Fields,
        Added,
    }

    /// <summary>Writes all of them.</summary>
    public static void Write(Utf8JsonWriter json, StoreRecord record)
    {
        string kind = RecordProperties.KindOf(record);
        int first = record switch { ScopedRecord => 6, WrittenRecord => 3, _ => 1 };
        for (var part = Part.Texts; part <= Part.Added; part++)
        {
            var properties = new CanonicalProperties(json, first) { _part = part };
            RecordProperties.Visit(ref properties, kind, record);
        }
    }

    public string Text(string name, string? value, string? stored = null) => OptionalText(name, value)!;

    public string? OptionalText(string name, string? value, string? stored = null, bool isAdded = false)
    {
        if (IsNow(isAdded ? Part.Added : Part.Texts) && (value is not null || !isAdded))
        {
            WriteName(name, isAdded);
            CanonicalRecord.Text(json, value);
        }

        return value;
    }

    public readonly MaskedText Utterance(string name, MaskedText? value) => throw ByHand(name);

    public Guid Id(string name, Guid? value, string? stored = null)
    {
        if (IsNow(Part.Texts))
        {
            json.WriteStringValue(value.GetValueOrDefault());
        }

        return value.GetValueOrDefault();
    }

    public int Int32(string name, int? value, string? stored = null) => OptionalInt32(name, value).GetValueOrDefault();

    public int? OptionalInt32(string name, int? value, string? stored = null, bool isAdded = false)
    {
        if (IsNow(isAdded ? Part.Added : Part.Numbers) && (value is not null || !isAdded))
        {
            WriteName(name, isAdded);
            CanonicalRecord.Write(json, value);
        }

        return value;
    }

    public long Number(string name, long? value)
    {
        WriteNumber(value);
        return value.GetValueOrDefault();
    }

    public readonly long? OptionalNumber(string name, long? value) => throw ByHand(name);

    public readonly decimal? Decimal(string name, decimal? value) => throw ByHand(name);

    public bool Flag(string name, bool? value, bool isAdded = false)
    {
        if (IsNow(isAdded ? Part.Added : Part.Flags) && (value == true || !isAdded))
        {
            WriteName(name, isAdded);
            json.WriteNumberValue(value == true ? 1 : 0);
        }

        return value.GetValueOrDefault();
    }

    public DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null) => OptionalTime(name, value).GetValueOrDefault();

    public DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null)
    {
        WriteNumber(value?.UtcTicks);
        return value;
    }

    public TimeSpan? Duration(string name, TimeSpan? value)
    {
        WriteNumber(value?.Ticks);
        return value;
    }

    public T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
        => OptionalChoice(name, value).GetValueOrDefault();

    public T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum
    {
        WriteNumber(value is { } choice ? Unsafe.BitCast<T, int>(choice) : null);
        return value;
    }

    public LogFields Fields(string name, LogFields? value)
    {
        if (IsNow(Part.Fields))
        {
            CanonicalRecord.Write(json, value.GetValueOrDefault());
        }

        return value.GetValueOrDefault();
    }

    public LogField Field(string name, LogField? value)
    {
        if (IsNow(Part.Fields))
        {
            CanonicalRecord.Write(json, value.GetValueOrDefault());
        }

        return value.GetValueOrDefault();
    }

    public LogField? OptionalField(string name, LogField? value)
    {
        Fields(name, value is { } field ? new LogFields([field]) : default);
        return value;
    }

    public LossCounts Losses(string name, LossCounts? value)
    {
        if (IsNow(Part.Fields))
        {
            CanonicalRecord.Write(json, value!);
        }

        return value!;
    }

    public ModelMessage Message(string name, ModelMessage? value)
    {
        Text(name, ModelMessagePayload.Text(value!));
        return value!;
    }

    public ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value)
    {
        Text(name, ModelCallPayload.Text(value!));
        return value!;
    }

    public readonly bool FlagAside(string name, bool? value) => value.GetValueOrDefault();

    public readonly Guid? IdAside(string name, Guid? value) => value;

    // The properties of an object that is not there are null, and stand where they would.
    public readonly bool Enter(string name, bool isThere, string? stored = null) => true;

    public readonly void Leave()
    {
    }

    private void WriteNumber(long? value)
    {
        if (IsNow(Part.Numbers))
        {
            CanonicalRecord.Write(json, value);
        }
    }

    private readonly void WriteName(string name, bool isAdded)
    {
        if (isAdded)
        {
            json.WriteStringValue(name);
        }
    }

    // The first properties are visited before the texts.
    private bool IsNow(Part part) => _part == (_visited++ < first ? Part.Texts : part);

    private static NotSupportedException ByHand(string name) => new($"'{name}' is a turn's, whose canonical form has an order of its own.");
}
