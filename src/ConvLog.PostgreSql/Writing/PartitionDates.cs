using ConvLog.Records;
using ConvLog.Storage.Sinks;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The day that determines the partition of a new conversation: that of its first opening, otherwise of its first record with a time.</summary>
internal static class PartitionDates
{
    /// <summary>The days, as days since 0001-01-01, by conversation ID.</summary>
    public static Dictionary<string, int> Of(IReadOnlyList<StoreRecord> records, TimeProvider time)
    {
        var days = new Dictionary<string, (int Day, bool IsOpening)>(StringComparer.Ordinal);
        for (int i = 0; i < records.Count; i++)
        {
            var record = records[i];
            bool isOpening = record is ConversationRecord;
            if (!days.TryGetValue(record.ConversationId, out var known) || (isOpening && !known.IsOpening))
            {
                days[record.ConversationId] = (DateOnly.FromDateTime((TimeOf(record) ?? time.GetUtcNow()).UtcDateTime).DayNumber, isOpening);
            }
        }

        return days.ToDictionary(static pair => pair.Key, static pair => pair.Value.Day, StringComparer.Ordinal);
    }

    private static DateTimeOffset? TimeOf(StoreRecord record) => record switch
    {
        ConversationRecord opening => opening.OpenedAt,
        TurnRecord turn => turn.StartedAt,
        FunctionEventRecord call => call.StartedAt,
        _ => RecordTime.Of(record),
    };
}
