using System.Numerics;

namespace ConvLog.Entries;

/// <summary>
/// An append-only list. Appending takes no lock: a slot is reserved by one interlocked operation, and chunks double in size, so that no entry is ever moved.
/// A reader skips a slot that is reserved and not yet filled.
/// </summary>
internal sealed class EntrySlots
{
    private const int FirstChunk = 4;
    private const int MostChunks = 28;

    private readonly LogEntry?[] _first = new LogEntry?[FirstChunk];
    private LogEntry?[]?[]? _more;
    private int _reserved;
    private int _released;

    public int Kept => Volatile.Read(ref _reserved) - Volatile.Read(ref _released);

    /// <summary>Reserves a slot unless the limit is reached; also false if another thread reserved one concurrently.</summary>
    public bool TryReserveAlone(int limit, out int slot, out bool isFull)
    {
        slot = Volatile.Read(ref _reserved);
        isFull = slot >= limit;
        return !isFull && Interlocked.CompareExchange(ref _reserved, slot + 1, slot) == slot;
    }

    public int Reserve() => Interlocked.Increment(ref _reserved) - 1;

    public void Release() => Interlocked.Increment(ref _released);

    public void Fill(int slot, LogEntry entry) => Volatile.Write(ref Chunk(slot, out int index)[index], entry);

    public void CopyTo(List<LogEntry> entries)
    {
        int count = Volatile.Read(ref _reserved);
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
            return _first;
        }

        // Chunk k, from 0, holds FirstChunk << k slots and starts at FirstChunk << k.
        int k = BitOperations.Log2((uint)slot / FirstChunk);
        index = slot - (FirstChunk << k);
        var more = _more ?? Publish(ref _more, MostChunks);
        return more[k] ?? Publish(ref more[k], FirstChunk << k);
    }

    private static T[] Publish<T>(ref T[]? place, int length) => Interlocked.CompareExchange(ref place, new T[length], null) ?? place!;
}
