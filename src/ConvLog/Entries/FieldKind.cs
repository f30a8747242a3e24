namespace ConvLog.Entries;

/// <summary>The type of the sixteen payload bytes of a <see cref="LogField"/>.</summary>
internal enum FieldKind : byte
{
    Null,
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Int128,
    UInt128,
    Half,
    Single,
    Double,
    Decimal,
    Char,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,

    /// <summary>The value is a reference: text, captured JSON, or an object that has not been captured yet.</summary>
    Reference,
}
