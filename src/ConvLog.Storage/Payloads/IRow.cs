namespace ConvLog.Storage.Payloads;

/// <summary>The row that a query of a database stands on, so that rows are read into records in one way, whatever database they are in.</summary>
internal interface IRow
{
    bool IsNull(int column);

    long Int64(int column);

    long? OptionalInt64(int column);

    double? OptionalDouble(int column);

    int Int32(int column);

    string Text(int column);

    string? OptionalText(int column);

    /// <summary>The bytes of a text or blob, valid until the query goes on; empty for null.</summary>
    ReadOnlySpan<byte> Bytes(int column);

    Guid Guid(int column);

    /// <summary>The time of the ticks in a column; the earliest where there is no such time, as after a bit flipped.</summary>
    DateTimeOffset Time(int column);
}
