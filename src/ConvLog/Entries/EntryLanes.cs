namespace ConvLog.Entries;

/// <summary>
/// The slots of one scope, up to its limit. A single list is used until two threads write concurrently; then there is one list for each of a few groups of
/// threads, so that they do not contend for a cache line (docs/benchmarks.md, two threads in one event).
/// </summary>
internal struct EntryLanes(int limit)
{
    private const int Lanes = 4;

    private EntrySlots? _alone;
    private EntrySlots?[]? _shared;
    private int _isNearLimit;
    private int _limit = limit;

    /// <summary>The maximum number of entries. Any thread may raise it.</summary>
    public int Limit
    {
        readonly get => _limit;
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>The number of entries kept.</summary>
    public readonly int Kept
    {
        get
        {
            int kept = _alone?.Kept ?? 0;
            foreach (var lane in _shared ?? [])
            {
                kept += lane?.Kept ?? 0;
            }

            return kept;
        }
    }

    /// <summary>Reserves a slot; null if the scope is full.</summary>
    public EntrySlots? Reserve(out int slot)
    {
        if (_shared is null)
        {
            var alone = _alone ?? Publish(ref _alone);
            if (alone.TryReserveAlone(_limit, out slot, out bool isFull))
            {
                // Lanes that another thread created concurrently did not count this one.
                return Volatile.Read(ref _shared) is null ? alone : Within(alone);
            }

            if (isFull)
            {
                return null;
            }
        }

        return ReserveShared(out slot);
    }

    public readonly void CopyTo(List<LogEntry> entries)
    {
        _alone?.CopyTo(entries);
        foreach (var lane in _shared ?? [])
        {
            lane?.CopyTo(entries);
        }
    }

    private EntrySlots? ReserveShared(out int slot)
    {
        slot = -1;
        var lanes = _shared ?? Interlocked.CompareExchange(ref _shared, new EntrySlots?[Lanes], null) ?? _shared!;
        ref var place = ref lanes[Environment.CurrentManagedThreadId % Lanes];
        var lane = place ?? Publish(ref place);

        if (Volatile.Read(ref _isNearLimit) != 0 && Kept >= _limit)
        {
            return null;
        }

        // While no lane exceeds its share, all of them together are within the limit, and none needs to read the others: that keeps threads off one another's
        // cache lines. Reserving and setting the flag are fences, so of two lanes at the edge at least one sees the other.
        slot = lane.Reserve();
        if (slot + 1 < (_limit - _alone!.Kept) / Lanes && Volatile.Read(ref _isNearLimit) == 0)
        {
            return lane;
        }

        Interlocked.Exchange(ref _isNearLimit, 1);
        return Within(lane);
    }

    private readonly EntrySlots? Within(EntrySlots lane)
    {
        if (Kept <= _limit)
        {
            return lane;
        }

        lane.Release();
        return null;
    }

    private static EntrySlots Publish(ref EntrySlots? place) => Interlocked.CompareExchange(ref place, new EntrySlots(), null) ?? place!;
}
