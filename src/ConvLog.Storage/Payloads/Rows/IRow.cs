namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The current row of a database query. It lets code convert rows to records in the same way for every database.</summary>
internal interface IRow
{
    bool IsNull(int column);

    long Int64(int column);

    long? OptionalInt64(int column);

    double? OptionalDouble(int column);

    int Int32(int column);

    string Text(int column);

    string? OptionalText(int column);

    /// <summary>The bytes of a text or blob, valid until the query moves to the next row; empty for null.</summary>
    ReadOnlySpan<byte> Bytes(int column);

    Guid Guid(int column);

    /// <summary>The time of the ticks in a column; the earliest time if the ticks are out of range, as after a flipped bit.</summary>
    DateTimeOffset Time(int column);
}
