namespace ConvLog.Sinks;

/// <summary>The queued items of one level, in order, with their size. Guarded by the queue's lock.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class SinkLane<T>
{
    private readonly Queue<(long Ticket, T Item, int Size, bool IsEntry)> _items = new();

    public int Count => _items.Count;

    /// <summary>The total size of the items, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The first item; the lane must not be empty.</summary>
    public T Oldest => _items.Peek().Item;

    public void Add(long ticket, T item, int size, bool isEntry)
    {
        _items.Enqueue((ticket, item, size, isEntry));
        Bytes += size;
    }

    public T Take(out int size, out bool isEntry)
    {
        (_, T item, size, isEntry) = _items.Dequeue();
        Bytes -= size;
        return item;
    }

    /// <summary>The ticket of the first item; false if the lane is empty.</summary>
    public bool TryPeek(out long ticket)
    {
        bool any = _items.TryPeek(out var first);
        ticket = first.Ticket;
        return any;
    }

    public void Clear()
    {
        _items.Clear();
        Bytes = 0;
    }
}
