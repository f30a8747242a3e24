using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// An item of a store's queue: a record, or the parts of an entry. The pump makes the record from these, which costs the logging call a tenth. It holds ids of
/// turn and event instead of references: a queued error must not keep everything else that was logged in its event in memory.
/// </summary>
internal readonly struct QueuedRecord
{
    // The record, or the message of an entry.
    private readonly object _body;
    private readonly EntryOrigin? _place;
    private readonly LogField[]? _fields;
    private readonly long _utcTicks;
    private readonly long _sequenceAndFlags;

    public QueuedRecord(StoreRecord record) => _body = record;

    public QueuedRecord(LogEntry entry)
    {
        _body = entry.RawContent;
        _place = entry.Origin;
        _fields = entry.RawFields;
        _utcTicks = entry.UtcTicks;
        _sequenceAndFlags = entry.SequenceAndFlags;
    }

    /// <summary>When the item was logged; null if it has no time.</summary>
    public DateTimeOffset? Moment => _place is null ? RecordTime.Of(_body as StoreRecord) : new DateTimeOffset(_utcTicks, TimeSpan.Zero);

    public StoreRecord ToRecord() => _place is null ? (StoreRecord)_body : EntryRecord.From(_place, (string)_body, _fields, _utcTicks, _sequenceAndFlags);
}
