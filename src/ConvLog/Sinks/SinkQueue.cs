namespace ConvLog.Sinks;

/// <summary>
/// The queued items of a sink, limited by number and by size. A full queue drops the oldest Info, then the oldest Warning, until there is room for an item of
/// at least that severity; if that would not make enough room, only the new item is dropped. Items keep their order. Everything is counted: accepted = stored
/// + dropped + pending, whenever it is read.
/// </summary>
/// <remarks>Any number of threads add items; one pump takes them.</remarks>
/// <param name="capacity">The maximum number of queued items, without those in the pump's hand.</param>
/// <param name="maxBytes">The maximum size of queued items in bytes, including the batch that the pump delivers.</param>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed partial class SinkQueue<T>(int capacity, long maxBytes)
{
    // Every log call waits for the lock while the pump takes items.
    private const int MostTakenUnderLock = 1_000;

    private readonly Lock _lock = new();

    // A batch is only a part of the maximum size, because the writer needs memory for a second representation of it.
    private readonly long _batchBytes = Math.Max(1, maxBytes / 8);

    // One lane per level, so that dropping the oldest item of a level is as cheap as taking it; tickets define the order across lanes.
    private readonly SinkLane<T>[] _lanes = [new(), new(), new()];
    private readonly long[] _drops = new long[(int)SinkDropReason.WriterRefused + 1];
    private int _count;
    private long _bytes;
    private long _batchInFlightBytes;
    private long _lastTicket;
    private long _inFlight;
    private long _stored;
    private bool _isClosed;

    /// <summary>The outcome of everything so far.</summary>
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

    /// <summary>The number of dropped items so far, by reason; reasons without a drop are absent.</summary>
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

    /// <summary>The number of items that the pump has taken and not settled.</summary>
    public long InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>The size of queued items in bytes, including the batch that the pump delivers.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes + _batchInFlightBytes;
            }
        }
    }

    /// <summary>The maximum size of queued items in bytes.</summary>
    public long MaxBytes => maxBytes;

    /// <summary>How full the queue is, by number or by size, whichever is greater; from 0 to 1.</summary>
    public double Fill
    {
        get
        {
            lock (_lock)
            {
                return Math.Max(_count / (double)capacity, (_bytes + _batchInFlightBytes) / (double)maxBytes);
            }
        }
    }

    /// <summary>Queues an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="level">Its severity; an item that is not an entry counts as an Error.</param>
    /// <param name="size">Its approximate size in bytes.</param>
    /// <param name="dropped">The number of items that were dropped for it; 1 if it was dropped itself.</param>
    /// <param name="isEntry">Whether it is a log entry.</param>
    /// <returns>Null if there was room; otherwise why other items, or the item itself, were dropped.</returns>
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
            pump = _count >= _pumpWakesAt || _bytes >= _batchBytes ? TakeSleepingPump() : null;
        }

        pump?.SetResult();
        return dropped > 0 ? SinkDropReason.QueueFull : null;
    }

    /// <summary>Counts an item that cannot be queued as failed.</summary>
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

    /// <summary>Moves the first items to the pump's batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="most">The maximum number of items.</param>
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
                    // Takes a run of one level without comparing the lanes for each item, because every log call waits for this lock.
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
                _inFlight += taken;
                _queuedEntries -= entries;
                _entriesInFlight += entries;
                _bytes -= bytes - bytesBefore;
                _batchInFlightBytes += bytes - bytesBefore;
            }
        }
        while (batch.Count - before == MostTakenUnderLock);
    }

    private bool IsFullFor(int size) => _count >= capacity || _bytes + _batchInFlightBytes + size > maxBytes;

    // Errors and other records are never dropped to make room: the first ones reveal the cause, and the others are unreadable without their opening. An item
    // that is too large for the queue does not drop any other.
    private bool MakesRoomFor(EntryLevel level, int size, out long dropped)
    {
        var lesser = _lanes.AsSpan(0, Math.Min((int)level + 1, (int)EntryLevel.Error));
        long bytes = _bytes + _batchInFlightBytes + size;
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
