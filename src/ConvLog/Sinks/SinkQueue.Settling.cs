namespace ConvLog.Sinks;

/// <content>The outcome of the items that the pump has in hand.</content>
internal sealed partial class SinkQueue<T>
{
    /// <summary>Records that items in the pump's hand are stored.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="entries">The number of log entries among them.</param>
    public void Store(long count, long entries)
    {
        lock (_lock)
        {
            _inFlight -= count;
            _stored += count;
            _entriesInFlight -= entries;
            _storedEntries += entries;
        }
    }

    /// <summary>Records that items in the pump's hand are dropped.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="entries">The number of log entries among them.</param>
    /// <param name="reason">The reason.</param>
    public void Drop(long count, long entries, SinkDropReason reason)
    {
        lock (_lock)
        {
            _inFlight -= count;
            _drops[(int)reason] += count;
            _entriesInFlight -= entries;
            _droppedEntries += entries;
        }
    }

    /// <summary>Drops the items in the pump's hand, because they cannot be delivered.</summary>
    /// <returns>The number of items.</returns>
    public long DropInFlight()
    {
        lock (_lock)
        {
            long lost = _inFlight;
            _inFlight = 0;
            _drops[(int)SinkDropReason.Failed] += lost;
            _droppedEntries += _entriesInFlight;
            _entriesInFlight = 0;
            return lost;
        }
    }

    /// <summary>Drops all items that are queued or in hand, because the sink has ended.</summary>
    /// <returns>The number of items.</returns>
    public long DropAll()
    {
        lock (_lock)
        {
            long rest = _count + _inFlight;
            Array.ForEach(_lanes, static lane => lane.Clear());
            _drops[(int)SinkDropReason.SinkClosed] += rest;
            _droppedEntries += _queuedEntries + _entriesInFlight;
            _queuedEntries = 0;
            _entriesInFlight = 0;
            _count = 0;
            _bytes = 0;
            _inFlight = 0;
            return rest;
        }
    }
}
