using System.Text;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The current row of a query. Texts are stored as UTF-8 bytes.</summary>
/// <param name="reader">The reader of the query.</param>
internal readonly struct Row(NpgsqlDataReader reader) : IRow
{
    /// <summary>The number of columns.</summary>
    public int Count => reader.FieldCount;

    public bool IsNull(int column) => reader.IsDBNull(column);

    public long Int64(int column) => Convert(reader.GetValue(column));

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    public double? OptionalDouble(int column) => IsNull(column) ? null : reader.GetDouble(column);

    public int Int32(int column) => checked((int)Int64(column));

    public bool Flag(int column) => reader.GetBoolean(column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a column; empty if it is null.</summary>
    public byte[] Bytes(int column) => IsNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    public Guid Guid(int column) => reader.GetGuid(column);

    ReadOnlySpan<byte> IRow.Bytes(int column) => Bytes(column);

    public DateTimeOffset Time(int column) => TimeOf(Int64(column));

    public DateTimeOffset? OptionalTime(int column) => IsNull(column) ? null : Time(column);

    public TimeSpan? OptionalDuration(int column) => IsNull(column) ? null : new TimeSpan(Int64(column));

    public T Value<T>(int column) => reader.GetFieldValue<T>(column);

    /// <summary>The values of all columns; null for NULL.</summary>
    public object?[] Values()
    {
        object?[] values = new object?[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = IsNull(i) ? null : reader.GetValue(i);
        }

        return values;
    }

    /// <summary>The time of a number of ticks; the earliest time if the number is out of range, as after a flipped bit.</summary>
    public static DateTimeOffset TimeOf(long ticks) => (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : default;

    private static long Convert(object value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        bool flag => flag ? 1 : 0,
        decimal number => (long)number,
        _ => throw new InvalidOperationException($"A number is expected, and there is a {value.GetType().Name}."),
    };
}
