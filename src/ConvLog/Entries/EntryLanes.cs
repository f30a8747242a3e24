namespace ConvLog;

/// <summary>
/// The slots of one scope, up to its limit. One list as long as threads come one after the other; as soon as two meet, a list for each of a few groups of threads, so
/// that they do not wait for one another's cache line (docs/benchmarks.md, two threads in one event).
/// </summary>
internal struct EntryLanes(int limit)
{
    private const int Lanes = 4;

    private EntrySlots? _alone;
    private EntrySlots?[]? _shared;

    /// <summary>How many entries are kept.</summary>
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

    /// <summary>Reserves a slot; null where the scope is full.</summary>
    public EntrySlots? Reserve(out int slot)
    {
        if (_shared is null)
        {
            var alone = _alone ?? Publish(ref _alone);
            if (alone.TryReserveAlone(limit, out slot, out bool isFull))
            {
                return alone;
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

        // The other lanes are counted only when this one is so full that together they might be over; that keeps threads off one another's lines until then.
        bool mayBeOver = lane.Kept + 1 >= (limit - _alone!.Kept) / Lanes;
        if (mayBeOver && Kept >= limit)
        {
            return null;
        }

        slot = lane.Reserve();
        if (!mayBeOver || Kept <= limit)
        {
            return lane;
        }

        lane.GiveUp();
        return null;
    }

    private static EntrySlots Publish(ref EntrySlots? place) => Interlocked.CompareExchange(ref place, new EntrySlots(), null) ?? place!;
}
