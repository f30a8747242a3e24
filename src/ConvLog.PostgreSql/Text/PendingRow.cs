using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Text;

/// <summary>A row of the list of what is to be indexed.</summary>
/// <param name="No">Its number.</param>
/// <param name="Conversation">Of which conversation.</param>
/// <param name="Day">The conversation's day.</param>
/// <param name="First">The first entry, or the turn.</param>
/// <param name="Last">The last entry; null for a turn.</param>
internal readonly record struct PendingRow(long No, long Conversation, int Day, long First, long? Last)
{
    public static PendingRow Read(Row row) => new(row.Int64(0), row.Int64(1), row.Int32(2), row.Int64(3), row.OptionalInt64(4));
}
