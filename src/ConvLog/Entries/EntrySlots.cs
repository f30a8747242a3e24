using System.Numerics;

namespace ConvLog;

/// <summary>
/// A list that only grows. Appending takes no lock: a slot is reserved by one interlocked addition, and chunks double in size, so that no entry is ever moved.
/// A reader skips a slot that is reserved and not yet filled.
/// </summary>
internal struct EntrySlots(int limit)
{
    private const int FirstChunk = 4;
    private const int MostChunks = 24;

    private LogEntry?[]? _first;
    private LogEntry?[]?[]? _more;
    private int _reserved;
    private int _givenUp;

    public int Kept => Math.Min(Volatile.Read(ref _reserved), limit) - Volatile.Read(ref _givenUp);

    public bool TryReserve(out int slot)
    {
        // Looked at first: a full list must not count up until it overflows.
        if (Volatile.Read(ref _reserved) >= limit)
        {
            slot = -1;
            return false;
        }

        slot = Interlocked.Increment(ref _reserved) - 1;
        return slot < limit;
    }

    public void Fill(int slot, LogEntry entry) => Volatile.Write(ref Chunk(slot, out int index)[index], entry);

    public void GiveUp() => Interlocked.Increment(ref _givenUp);

    public void CopyTo(List<LogEntry> entries)
    {
        int count = Math.Min(Volatile.Read(ref _reserved), limit);
        for (int slot = 0; slot < count; slot++)
        {
            if (Volatile.Read(ref Chunk(slot, out int index)[index]) is { } entry)
            {
                entries.Add(entry);
            }
        }
    }

    private LogEntry?[] Chunk(int slot, out int index)
    {
        if (slot < FirstChunk)
        {
            index = slot;
            return _first ?? Publish(ref _first, FirstChunk);
        }

        // Chunk k, from 0, holds FirstChunk << k slots and starts at FirstChunk << k.
        int k = BitOperations.Log2((uint)slot / FirstChunk);
        index = slot - (FirstChunk << k);
        var more = _more ?? Publish(ref _more, MostChunks);
        return more[k] ?? Publish(ref more[k], FirstChunk << k);
    }

    private static T[] Publish<T>(ref T[]? place, int length) => Interlocked.CompareExchange(ref place, new T[length], null) ?? place!;
}
