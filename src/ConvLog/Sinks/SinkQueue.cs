namespace ConvLog;

/// <summary>
/// What waits for a sink, bounded. A full queue gives up the oldest Info, else the oldest Warning, for something at least as grave; only then does the newcomer go.
/// What is taken out keeps the order it came in. Everything is counted: taken in = stored + dropped + pending, whenever it is read.
/// </summary>
/// <remarks>Any number of threads put in; one pump takes out.</remarks>
/// <param name="capacity">How much may wait, without what the pump has in hand.</param>
/// <typeparam name="T">What waits.</typeparam>
internal sealed partial class SinkQueue<T>(int capacity)
{
    private readonly Gate _gate = new();

    // A lane a level, so that giving up the oldest of a level is as cheap as taking it; tickets tell the order among the lanes.
    private readonly Queue<(long Ticket, T Item)>[] _lanes = [new(), new(), new()];
    private int _count;
    private long _lastTicket;
    private long _inHand;
    private long _stored;
    private long _dropped;
    private bool _isClosed;

    /// <summary>What became of everything so far.</summary>
    public FlushResult Counts
    {
        get
        {
            lock (_gate)
            {
                return new FlushResult(_stored, _dropped, _count + _inHand);
            }
        }
    }

    /// <summary>How much the pump has taken and not settled.</summary>
    public long InHand
    {
        get
        {
            lock (_gate)
            {
                return _inHand;
            }
        }
    }

    /// <summary>Takes something in.</summary>
    /// <param name="item">What.</param>
    /// <param name="level">How grave it is; what is no entry counts like an Error.</param>
    /// <returns>Whether there was room; else something was dropped for it, or it was.</returns>
    public bool Put(T item, EntryLevel level)
    {
        TaskCompletionSource? pump;
        bool isFull;
        lock (_gate)
        {
            long ticket = ++_lastTicket;
            isFull = _count == capacity;
            if (_isClosed || (isFull && !MakesRoomFor(level)))
            {
                _dropped++;
                return _isClosed;
            }

            _lanes[(int)level].Enqueue((ticket, item));
            _count++;
            pump = Awaken();
        }

        pump?.SetResult();
        return !isFull;
    }

    /// <summary>Counts something that is not taken in at all.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _lastTicket++;
            _dropped++;
        }
    }

    /// <summary>Hands the pump what came first.</summary>
    /// <param name="batch">Where to put it.</param>
    /// <param name="most">How much.</param>
    public void Take(List<T> batch, int most)
    {
        lock (_gate)
        {
            while (batch.Count < most && OldestLane() is { } lane)
            {
                batch.Add(lane.Dequeue().Item);
                _count--;
                _inHand++;
            }
        }
    }

    /// <summary>Says what became of what the pump has in hand.</summary>
    /// <param name="stored">How much of it is safe.</param>
    /// <param name="dropped">How much of it is given up.</param>
    public void Settle(long stored, long dropped)
    {
        lock (_gate)
        {
            _inHand -= stored + dropped;
            _stored += stored;
            _dropped += dropped;
        }
    }

    // Nothing grave gives way: what came first tells the cause, and an opening is needed to read the rest.
    private bool MakesRoomFor(EntryLevel level)
    {
        for (var lesser = EntryLevel.Info; lesser <= level && lesser < EntryLevel.Error; lesser++)
        {
            if (_lanes[(int)lesser].TryDequeue(out _))
            {
                _count--;
                _dropped++;
                return true;
            }
        }

        return false;
    }

    private Queue<(long Ticket, T Item)>? OldestLane()
    {
        Queue<(long Ticket, T Item)>? oldest = null;
        long least = long.MaxValue;
        foreach (var lane in _lanes)
        {
            if (lane.TryPeek(out var first) && first.Ticket < least)
            {
                (oldest, least) = (lane, first.Ticket);
            }
        }

        return oldest;
    }
}
