namespace ConvLog.Sinks;

/// <content>Counts of log entries among the queued items.</content>
internal sealed partial class SinkQueue<T>
{
    private long _queuedEntries;
    private long _entriesInHand;
    private long _storedEntries;
    private long _droppedEntries;

    /// <summary>The number of entries that the pump has taken and not settled.</summary>
    public long EntriesInHand
    {
        get
        {
            lock (_lock)
            {
                return _entriesInHand;
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
                return new FlushResult(new FlushCounts(_storedEntries, _droppedEntries, _queuedEntries + _entriesInHand), Sum());
            }
        }
    }

    private FlushCounts Sum() => new(_stored, _drops.Sum(), _count + _inHand);
}
