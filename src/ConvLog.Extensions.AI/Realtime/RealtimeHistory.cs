namespace ConvLog.Extensions.AI.Realtime;

/// <summary>The items of a session that the model gets as its input. Not thread-safe.</summary>
internal sealed class RealtimeHistory
{
    // In a session of hours, the service also drops the oldest items.
    private const int Most = 500;

    private readonly List<Item> _items = [];

    /// <summary>The current items. Their texts may still change.</summary>
    public IReadOnlyList<Item> Items => [.. _items];

    /// <summary>Adds an item.</summary>
    /// <param name="message">Its current state; null if it is not known yet.</param>
    public Item Add(ModelMessage? message)
    {
        var item = new Item(message);
        _items.Add(item);
        if (_items.Count > Most)
        {
            _items.RemoveAt(0);
        }

        return item;
    }

    /// <summary>One item.</summary>
    /// <param name="message">Its current state.</param>
    internal sealed class Item(ModelMessage? message)
    {
        public ModelMessage? Message { get; set; } = message;
    }
}
