namespace ConvLog.Records;

/// <summary>
/// What is done with the properties of a record, one by one and in their order. A record lists its properties once, as the initializer of a copy: a visitor
/// that writes returns the value it is given, and one that reads returns the value it finds.
/// </summary>
/// <remarks>
/// <para>A property has its name in JSON, its value, null where the record is being read, and <c>stored</c>: its name in the visible payload of its row. A
/// property with a column of its own, and one that is personal, has no such name.</para>
/// <para>Order and names never change. A property that is added is optional, comes last and is <c>isAdded</c>: nothing changes that is stored of a record
/// without it.</para>
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

    IReadOnlyList<SaidPart> Said(string name, IReadOnlyList<SaidPart>? value);

    LateChanges? Late(string name, LateChanges? value);

    TurnPart? Part(string name, TurnPart? value);

    TurnWait? Wait(string name, TurnWait? value);

    ModelMessage Message(string name, ModelMessage? value);

    /// <summary>What a model call's record says, beside where it belongs and the text of its error.</summary>
    ModelCallRecord ModelCall(string name, ModelCallRecord place, ModelCallRecord? value);

    /// <summary>A flag that says how a record is taken in and is not kept: no part of its value.</summary>
    bool FlagAside(string name, bool? value);

    /// <summary>An id that says how a record is taken in and is not kept: no part of its value.</summary>
    Guid? IdAside(string name, Guid? value);

    /// <summary>Enters an object inside the record; false where the record has none, and its properties are not visited.</summary>
    bool Enter(string name, bool isThere, string? stored = null);

    /// <summary>Leaves the object that was entered.</summary>
    void Leave();
}
