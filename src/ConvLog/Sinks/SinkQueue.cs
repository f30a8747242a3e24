namespace ConvLog.Sinks;

/// <summary>
/// What waits for a sink, bounded by number and by size. A full queue drops the oldest Info, then the oldest Warning, until there is room for something at
/// least as grave; where that would not make enough room, the newcomer is dropped and nothing else. What is taken out keeps the order it came in. Everything is
/// counted: taken in = stored + dropped + pending, whenever it is read.
/// </summary>
/// <remarks>Any number of threads put in; one pump takes out.</remarks>
/// <param name="capacity">How much may wait, without what the pump has in hand.</param>
/// <param name="maxBytes">The bytes that may wait, with the batch that the pump delivers.</param>
/// <typeparam name="T">What waits.</typeparam>
internal sealed partial class SinkQueue<T>(int capacity, long maxBytes)
{
    // Every call waits for the lock while the pump takes.
    private const int MostTakenUnderLock = 1_000;

    private readonly Lock _lock = new();

    // A batch is a part of what may wait: the writer needs memory for it once more, in another form.
    private readonly long _batchBytes = Math.Max(1, maxBytes / 8);

    // A lane a level, so that giving up the oldest of a level is as cheap as taking it; tickets tell the order among the lanes.
    private readonly SinkLane<T>[] _lanes = [new(), new(), new()];
    private readonly long[] _drops = new long[(int)SinkDropReason.WriterRefused + 1];
    private int _count;
    private long _bytes;
    private long _batchInHandBytes;
    private long _lastTicket;
    private long _inHand;
    private long _stored;
    private bool _isClosed;

    /// <summary>What became of everything so far.</summary>
    public FlushCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return Sum();
            }
        }
    }

    /// <summary>What was dropped so far, by reason; reasons without a drop are absent.</summary>
    public IReadOnlyDictionary<SinkDropReason, long> Drops
    {
        get
        {
            lock (_lock)
            {
                return Enum.GetValues<SinkDropReason>().Where(reason => _drops[(int)reason] > 0)
                    .ToDictionary(static reason => reason, reason => _drops[(int)reason]);
            }
        }
    }

    /// <summary>How much the pump has taken and not settled.</summary>
    public long InHand
    {
        get
        {
            lock (_lock)
            {
                return _inHand;
            }
        }
    }

    /// <summary>The bytes that wait, with the batch that the pump delivers.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes + _batchInHandBytes;
            }
        }
    }

    /// <summary>The bytes that may wait.</summary>
    public long MaxBytes => maxBytes;

    /// <summary>How full it is, by number or by size, whichever is more; from 0 to 1.</summary>
    public double Fill
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(_count / (double)capacity, (_bytes + _batchInHandBytes) / (double)maxBytes);
            }
        }
    }

    /// <summary>Takes something in.</summary>
    /// <param name="item">What.</param>
    /// <param name="level">How grave it is; what is no entry counts like an Error.</param>
    /// <param name="size">Its bytes, about.</param>
    /// <param name="dropped">How much was dropped for it; 1 where it was dropped itself.</param>
    /// <param name="isEntry">Whether it is a log entry.</param>
    /// <returns>Null where there was room; else why something was dropped for it, or it was.</returns>
    public SinkDropReason? Put(T item, EntryLevel level, int size, out long dropped, bool isEntry = true)
    {
        int entries = isEntry ? 1 : 0;
        TaskCompletionSource? pump;
        lock (_lock)
        {
            long ticket = ++_lastTicket;
            if (_isClosed)
            {
                dropped = 1;
                _drops[(int)SinkDropReason.SinkClosed]++;
                _droppedEntries += entries;
                return SinkDropReason.SinkClosed;
            }

            dropped = 0;
            if (IsFullFor(size))
            {
                bool hasRoom = MakesRoomFor(level, size, out dropped);
                _drops[(int)SinkDropReason.QueueFull] += dropped;
                if (!hasRoom)
                {
                    _droppedEntries += entries;
                    return SinkDropReason.QueueFull;
                }
            }

            _lanes[(int)level].Add(ticket, item, size, isEntry);
            _count++;
            _queuedEntries += entries;
            _bytes += size;
            pump = _count >= _pumpWakesAt || _bytes >= _batchBytes ? Awaken() : null;
        }

        pump?.SetResult();
        return dropped > 0 ? SinkDropReason.QueueFull : null;
    }

    /// <summary>Counts as failed what is not taken in at all.</summary>
    /// <param name="isEntry">Whether it is a log entry.</param>
    public void Refuse(bool isEntry)
    {
        lock (_lock)
        {
            _lastTicket++;
            _drops[(int)SinkDropReason.Failed]++;
            _droppedEntries += isEntry ? 1 : 0;
        }
    }

    /// <summary>Hands the pump what came first.</summary>
    /// <param name="batch">Where to put it.</param>
    /// <param name="most">How much.</param>
    public void Take(List<T> batch, int most)
    {
        long bytes = 0;
        int before;
        do
        {
            before = batch.Count;
            lock (_lock)
            {
                long bytesBefore = bytes;
                long entries = 0;
                int end = Math.Min(most, before + MostTakenUnderLock);
                while (batch.Count < end && bytes < _batchBytes && OldestLane(out long firstOfOthers) is { } lane)
                {
                    // A run of one level, without a look at the others for each: every call waits for this lock.
                    do
                    {
                        batch.Add(lane.Take(out int size, out bool isEntry));
                        bytes += size;
                        entries += isEntry ? 1 : 0;
                    }
                    while (batch.Count < end && bytes < _batchBytes && lane.TryPeek(out long next) && next < firstOfOthers);
                }

                int taken = batch.Count - before;
                _count -= taken;
                _inHand += taken;
                _queuedEntries -= entries;
                _entriesInHand += entries;
                _bytes -= bytes - bytesBefore;
                _batchInHandBytes += bytes - bytesBefore;
            }
        }
        while (batch.Count - before == MostTakenUnderLock);
    }

    private bool IsFullFor(int size) => _count >= capacity || _bytes + _batchInHandBytes + size > maxBytes;

    // Nothing grave gives way: what came first tells the cause, and an opening is needed to read the rest. Something that is too large for the queue drops
    // nothing but itself.
    private bool MakesRoomFor(EntryLevel level, int size, out long dropped)
    {
        var lesser = _lanes.AsSpan(0, Math.Min((int)level + 1, (int)EntryLevel.Error));
        long bytes = _bytes + _batchInHandBytes + size;
        int count = _count;
        foreach (var lane in lesser)
        {
            bytes -= lane.Bytes;
            count -= lane.Count;
        }

        if (bytes > maxBytes || count >= capacity)
        {
            dropped = 1;
            return false;
        }

        dropped = 0;
        foreach (var lane in lesser)
        {
            for (; lane.Count > 0 && IsFullFor(size); dropped++)
            {
                lane.Take(out int freed, out bool isEntry);
                _count--;
                _bytes -= freed;
                _queuedEntries -= isEntry ? 1 : 0;
                _droppedEntries += isEntry ? 1 : 0;
            }
        }

        return true;
    }

    private SinkLane<T>? OldestLane(out long firstOfOthers)
    {
        SinkLane<T>? oldest = null;
        long least = long.MaxValue;
        firstOfOthers = long.MaxValue;
        foreach (var lane in _lanes)
        {
            if (!lane.TryPeek(out long first))
            {
                continue;
            }

            if (first < least)
            {
                (oldest, firstOfOthers, least) = (lane, least, first);
            }
            else
            {
                firstOfOthers = Math.Min(firstOfOthers, first);
            }
        }

        return oldest;
    }
}
