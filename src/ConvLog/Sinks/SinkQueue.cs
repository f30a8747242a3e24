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
    private readonly long[] _drops = new long[(int)SinkDropReason.Failed + 1];
    private int _count;
    private long _lastTicket;
    private long _inHand;
    private long _stored;
    private bool _isClosed;

    /// <summary>What became of everything so far.</summary>
    public FlushResult Counts
    {
        get
        {
            lock (_gate)
            {
                return new FlushResult(_stored, _drops.Sum(), _count + _inHand);
            }
        }
    }

    /// <summary>What was dropped so far, by reason; reasons without a drop are absent.</summary>
    public IReadOnlyDictionary<SinkDropReason, long> Drops
    {
        get
        {
            lock (_gate)
            {
                return Enum.GetValues<SinkDropReason>().Where(reason => _drops[(int)reason] > 0).ToDictionary(static reason => reason, reason => _drops[(int)reason]);
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
    /// <returns>Null where there was room; else why something was dropped for it, or it was.</returns>
    public SinkDropReason? Put(T item, EntryLevel level)
    {
        TaskCompletionSource? pump;
        bool isFull;
        lock (_gate)
        {
            long ticket = ++_lastTicket;
            if (_isClosed)
            {
                _drops[(int)SinkDropReason.SinkClosed]++;
                return SinkDropReason.SinkClosed;
            }

            isFull = _count == capacity;
            if (isFull)
            {
                _drops[(int)SinkDropReason.QueueFull]++;
                if (!MakesRoomFor(level))
                {
                    return SinkDropReason.QueueFull;
                }
            }

            _lanes[(int)level].Enqueue((ticket, item));
            _count++;
            pump = _count >= _pumpWakesAt ? Awaken() : null;
        }

        pump?.SetResult();
        return isFull ? SinkDropReason.QueueFull : null;
    }

    /// <summary>Counts as failed what is not taken in at all.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _lastTicket++;
            _drops[(int)SinkDropReason.Failed]++;
        }
    }

    /// <summary>Hands the pump what came first.</summary>
    /// <param name="batch">Where to put it.</param>
    /// <param name="most">How much.</param>
    public void Take(List<T> batch, int most)
    {
        lock (_gate)
        {
            int before = batch.Count;
            while (batch.Count < most && OldestLane(out long firstOfOthers) is { } lane)
            {
                // A run of one level, without a look at the others for each: every call waits for this lock.
                do
                {
                    batch.Add(lane.Dequeue().Item);
                }
                while (batch.Count < most && lane.TryPeek(out var next) && next.Ticket < firstOfOthers);
            }

            int taken = batch.Count - before;
            _count -= taken;
            _inHand += taken;
        }
    }

    /// <summary>Says that some of what the pump has in hand is safe.</summary>
    /// <param name="count">How much.</param>
    public void Store(long count)
    {
        lock (_gate)
        {
            _inHand -= count;
            _stored += count;
        }
    }

    /// <summary>Says that some of what the pump has in hand is given up.</summary>
    /// <param name="count">How much.</param>
    /// <param name="reason">Why.</param>
    public void Drop(long count, SinkDropReason reason)
    {
        lock (_gate)
        {
            _inHand -= count;
            _drops[(int)reason] += count;
        }
    }

    /// <summary>Gives up what the pump has in hand, since it cannot be delivered.</summary>
    /// <returns>How much that was.</returns>
    public long DropInHand()
    {
        lock (_gate)
        {
            long lost = _inHand;
            _inHand = 0;
            _drops[(int)SinkDropReason.Failed] += lost;
            return lost;
        }
    }

    /// <summary>Gives up all that waits or is in hand, since the sink has ended.</summary>
    /// <returns>How much that was.</returns>
    public long DropRest()
    {
        lock (_gate)
        {
            long rest = _count + _inHand;
            Array.ForEach(_lanes, static lane => lane.Clear());
            _drops[(int)SinkDropReason.SinkClosed] += rest;
            _count = 0;
            _inHand = 0;
            return rest;
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
                return true;
            }
        }

        return false;
    }

    private Queue<(long Ticket, T Item)>? OldestLane(out long firstOfOthers)
    {
        Queue<(long Ticket, T Item)>? oldest = null;
        long least = long.MaxValue;
        firstOfOthers = long.MaxValue;
        foreach (var lane in _lanes)
        {
            if (!lane.TryPeek(out var first))
            {
                continue;
            }

            if (first.Ticket < least)
            {
                (oldest, firstOfOthers, least) = (lane, least, first.Ticket);
            }
            else
            {
                firstOfOthers = Math.Min(firstOfOthers, first.Ticket);
            }
        }

        return oldest;
    }
}
