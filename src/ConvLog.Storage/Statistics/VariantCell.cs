namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the conversations of one variant. Not thread-safe.</summary>
/// <param name="name">The variant; null for conversations without one.</param>
internal sealed class VariantCell(string? name)
{
    private readonly HashSet<long> _conversations = [];
    private long _counted;

    /// <summary>The variant; null for conversations without one.</summary>
    public string? Name => name;

    public long Conversations => _counted + _conversations.Count;

    public long Messages { get; private set; }

    public long FailedMessages { get; private set; }

    public UsageSum Usage { get; } = new();

    /// <summary>Adds a number of distinct conversations, for a store that counts in its database.</summary>
    public void AddConversations(long conversations) => _counted += conversations;

    /// <summary>Counts a conversation. Adding it again has no effect.</summary>
    /// <param name="key">A number of the conversation.</param>
    public void AddConversation(long key) => _conversations.Add(key);

    /// <summary>Counts turns without their usages.</summary>
    public void AddMessages(long messages, long failed)
    {
        Messages += messages;
        FailedMessages += failed;
    }

    // The turns, their usage, the number of conversations, and for each the difference of its number from the previous one.
    internal void WriteTo(VarintWriter writer)
    {
        writer.Write(Messages);
        writer.Write(FailedMessages);
        Usage.WriteTo(writer);
        writer.Write(_conversations.Count);
        long last = 0;
        foreach (long conversation in _conversations.Order())
        {
            writer.Write(conversation - last);
            last = conversation;
        }
    }

    internal void AddFrom(ref VarintReader reader)
    {
        AddMessages(reader.ReadInt64(), reader.ReadInt64());
        Usage.AddFrom(ref reader);
        long conversations = reader.ReadInt64();
        long conversation = 0;
        for (long i = 0; i < conversations; i++)
        {
            conversation += reader.ReadInt64();
            AddConversation(conversation);
        }
    }

    public VariantStatistics ToStatistics() => new()
    {
        Variant = name,
        Conversations = Conversations,
        Messages = Messages,
        FailedMessages = FailedMessages,
        Usage = Usage.ToStatistics(),
    };
}
