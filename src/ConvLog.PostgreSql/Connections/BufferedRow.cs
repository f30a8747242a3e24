using System.Globalization;
using System.Text;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A row copied from the result of one query, to be completed with the results of others.</summary>
/// <param name="values">The values of its columns; null for NULL.</param>
internal sealed class BufferedRow(object?[] values) : IRow
{
    public static BufferedRow Of(Row row) => new(row.Values());

    /// <summary>Sets a column that the query did not return.</summary>
    public void Set(int column, object? value) => values[column] = value;

    public bool IsNull(int column) => values[column] is null;

    public long Int64(int column) => Convert.ToInt64(values[column], CultureInfo.InvariantCulture);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    public double? OptionalDouble(int column) => (double?)values[column];

    public int Int32(int column) => checked((int)Int64(column));

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Bytes(int column) => (byte[]?)values[column];

    public Guid Guid(int column) => (Guid)values[column]!;

    public DateTimeOffset Time(int column) => Row.TimeOf(Int64(column));
}
