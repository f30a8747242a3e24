using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// What waits for a store: a record, or the parts of an entry, of which the pump makes the record at a tenth of the cost to the call. It holds ids of turn and
/// event and not those themselves: an error that waits must not keep everything else that was logged in its event.
/// </summary>
internal readonly struct QueuedRecord
{
    // The record; for an entry its message.
    private readonly object _body;
    private readonly EntryOrigin? _place;
    private readonly LogField[]? _fields;
    private readonly long _utcTicks;
    private readonly long _sequenceAndFlags;

    public QueuedRecord(StoreRecord record) => _body = record;

    public QueuedRecord(LogEntry entry)
    {
        _body = entry.RawContent;
        _place = entry.Place;
        _fields = entry.RawFields;
        _utcTicks = entry.UtcTicks;
        _sequenceAndFlags = entry.SequenceAndFlags;
    }

    /// <summary>When it came to it; null where it has no time, and for none.</summary>
    public DateTimeOffset? Moment => _place is null ? RecordMoment.Of(_body as StoreRecord) : new DateTimeOffset(_utcTicks, TimeSpan.Zero);

    public StoreRecord ToRecord() => _place is null ? (StoreRecord)_body : EntryRecord.From(_place, (string)_body, _fields, _utcTicks, _sequenceAndFlags);
}
