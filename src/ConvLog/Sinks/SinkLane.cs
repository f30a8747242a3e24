namespace ConvLog.Sinks;

/// <summary>What waits in a queue at one level, in order, with its size. Guarded by the queue's lock.</summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class SinkLane<T>
{
    private readonly Queue<(long Ticket, T Item, int Size, bool IsEntry)> _items = new();

    public int Count => _items.Count;

    /// <summary>The bytes of all that waits.</summary>
    public long Bytes { get; private set; }

    /// <summary>What came first; there must be something.</summary>
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

    /// <summary>The ticket of what came first; false where nothing waits.</summary>
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
