namespace ConvLog.Sinks;

/// <content>What becomes of what the pump has in hand.</content>
internal sealed partial class SinkQueue<T>
{
    /// <summary>Says that some of what the pump has in hand is safe.</summary>
    /// <param name="count">How much.</param>
    /// <param name="entries">How many log entries are among it.</param>
    public void Store(long count, long entries)
    {
        lock (_lock)
        {
            _inHand -= count;
            _stored += count;
            _entriesInHand -= entries;
            _storedEntries += entries;
        }
    }

    /// <summary>Says that some of what the pump has in hand is given up.</summary>
    /// <param name="count">How much.</param>
    /// <param name="entries">How many log entries are among it.</param>
    /// <param name="reason">Why.</param>
    public void Drop(long count, long entries, SinkDropReason reason)
    {
        lock (_lock)
        {
            _inHand -= count;
            _drops[(int)reason] += count;
            _entriesInHand -= entries;
            _droppedEntries += entries;
        }
    }

    /// <summary>Gives up what the pump has in hand, since it cannot be delivered.</summary>
    /// <returns>How much that was.</returns>
    public long DropInHand()
    {
        lock (_lock)
        {
            long lost = _inHand;
            _inHand = 0;
            _drops[(int)SinkDropReason.Failed] += lost;
            _droppedEntries += _entriesInHand;
            _entriesInHand = 0;
            return lost;
        }
    }

    /// <summary>Gives up all that waits or is in hand, since the sink has ended.</summary>
    /// <returns>How much that was.</returns>
    public long DropRest()
    {
        lock (_lock)
        {
            long rest = _count + _inHand;
            Array.ForEach(_lanes, static lane => lane.Clear());
            _drops[(int)SinkDropReason.SinkClosed] += rest;
            _droppedEntries += _queuedEntries + _entriesInHand;
            _queuedEntries = 0;
            _entriesInHand = 0;
            _count = 0;
            _bytes = 0;
            _inHand = 0;
            return rest;
        }
    }
}
