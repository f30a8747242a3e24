namespace ConvLog.Extensions.AI.Realtime;

/// <summary>The items of a session as the model is asked with them. Not for concurrent use.</summary>
internal sealed class RealtimeHistory
{
    // Of a call of hours, the service forgets the oldest, too.
    private const int Most = 500;

    private readonly List<Item> _items = [];

    /// <summary>The items now. Their texts may still change.</summary>
    public IReadOnlyList<Item> Items => [.. _items];

    /// <summary>Adds an item.</summary>
    /// <param name="message">As it stands; null for one that is not known yet.</param>
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
    /// <param name="message">As it stands.</param>
    internal sealed class Item(ModelMessage? message)
    {
        public ModelMessage? Message { get; set; } = message;
    }
}
