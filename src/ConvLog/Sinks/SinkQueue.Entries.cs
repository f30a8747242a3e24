namespace ConvLog.Sinks;

/// <content>Counts of log entries among the queued items.</content>
internal sealed partial class SinkQueue<T>
{
    private long _queuedEntries;
    private long _entriesInFlight;
    private long _storedEntries;
    private long _droppedEntries;

    /// <summary>The number of entries that the pump has taken and not settled.</summary>
    public long EntriesInFlight
    {
        get
        {
            lock (_lock)
            {
                return _entriesInFlight;
            }
        }
    }

    /// <summary>The outcome of everything so far, for entries and for all items.</summary>
    public FlushResult Result
    {
        get
        {
            lock (_lock)
            {
                return new FlushResult(new FlushCounts(_storedEntries, _droppedEntries, _queuedEntries + _entriesInFlight), Sum());
            }
        }
    }

    private FlushCounts Sum() => new(_stored, _drops.Sum(), _count + _inFlight);
}
