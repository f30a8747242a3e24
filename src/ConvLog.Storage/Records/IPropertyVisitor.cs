using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>
/// An operation on the properties of a record, one by one and in order. A record lists its properties once, in the initializer of a copy: a visitor that writes
/// returns the value that it receives, and a visitor that reads returns the value that it finds.
/// </summary>
/// <remarks>
/// <para>A property has its name in JSON, its value, null while a record is being read, and <c>stored</c>: its name in the visible payload of its row. A
/// property with a separate column, and a personal one, has no such name.</para>
/// <para>Order and names never change. A new property is optional, comes last and is <c>isAdded</c>: the stored form of a record without it does not
/// change.</para>
/// </remarks>
internal interface IPropertyVisitor
{
    string Text(string name, string? value, string? stored = null);

    string? OptionalText(string name, string? value, string? stored = null);

    MaskedText Utterance(string name, MaskedText? value);

    Guid Id(string name, Guid? value, string? stored = null);

    int Int32(string name, int? value, string? stored = null);

    long Number(string name, long? value);

    int? OptionalInt32(string name, int? value, string? stored = null);

    long? OptionalNumber(string name, long? value);

    decimal? Decimal(string name, decimal? value);

    bool Flag(string name, bool? value, string? stored = null);

    DateTimeOffset Time(string name, DateTimeOffset? value, string? stored = null);

    DateTimeOffset? OptionalTime(string name, DateTimeOffset? value, string? stored = null);

    TimeSpan? Duration(string name, TimeSpan? value);

    /// <summary>An enumeration: its name in JSON, its number in a row.</summary>
    T Choice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum;

    T? OptionalChoice<T>(string name, T? value, string? stored = null)
        where T : struct, Enum;

    LogFields Fields(string name, LogFields? value);

    LogField Field(string name, LogField? value);

    LogField? OptionalField(string name, LogField? value);

    LossCounts Losses(string name, LossCounts? value);

    IReadOnlyList<SaidPart> AnswerParts(string name, IReadOnlyList<SaidPart>? value);

    LateChanges? Late(string name, LateChanges? value);

    TurnPart? Part(string name, TurnPart? value);

    TurnWait? Wait(string name, TurnWait? value);

    ModelMessage Message(string name, ModelMessage? value);

    /// <summary>The properties of a model call's record, except its position and the text of its error.</summary>
    ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value);

    /// <summary>A flag for processing a record that is not stored: not a part of its value.</summary>
    bool TransientFlag(string name, bool? value);

    /// <summary>An ID for processing a record that is not stored: not a part of its value.</summary>
    Guid? TransientId(string name, Guid? value);

    /// <summary>Enters a nested object; false if the record has none, so that its properties are not visited.</summary>
    bool BeginObject(string name, bool exists, string? stored = null);

    /// <summary>Leaves the nested object.</summary>
    void EndObject();
}
