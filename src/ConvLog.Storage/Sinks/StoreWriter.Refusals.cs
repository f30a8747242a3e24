using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Sinks;

/// <content>Openings that the store refuses because the conversation belongs to another account, project or agent. All other records of the batch are
/// written.</content>
internal sealed partial class StoreWriter
{
    // Bounds the memory used for a host that keeps opening foreign conversations: beyond this number, some are reported again.
    private const int MostWritersRemembered = 10_000;

    private readonly HashSet<Guid> _reportedWriters = [];

    private void DropRefused(ArraySegment<StoreRecord> records, WriterRefusedException refused, SinkQueue<QueuedRecord> queue)
    {
        int dropped = 0;
        int entries = 0;
        foreach (var record in records)
        {
            if (refused.Refuses(record))
            {
                dropped++;
                entries += record is EntryRecord ? 1 : 0;
                ReportWriter(record.ConversationId, record.Writer!.Value);
            }
        }

        if (dropped > 0)
        {
            queue.Drop(dropped, entries, SinkDropReason.WriterRefused);
            Dropped(SinkDropReason.WriterRefused, dropped);
        }

        if (dropped < records.Count)
        {
            Stored(records.Count - dropped, EntriesOf(records) - entries, queue);
        }
    }

    // Reports each opening once, with the id that this host used. The owner of the conversation is not disclosed.
    private void ReportWriter(string conversationId, Guid writer)
    {
        if (_reportedWriters.Count >= MostWritersRemembered)
        {
            _reportedWriters.Clear();
        }

        if (_reportedWriters.Add(writer))
        {
            LogWriterRefused(_logger, store.Name, conversationId, writer);
        }
    }

    [LoggerMessage(18, LogLevel.Error,
        "The store {Store} refused to continue conversation {ConversationId}: its id is in use for another account, project or agent. Everything that this "
        + "opening ({Writer}) logs is dropped and counted. Ids are shared by all tenants of a store: use random ones, or ones with the tenant in them.")]
    private static partial void LogWriterRefused(ILogger logger, string store, string conversationId, Guid writer);
}
