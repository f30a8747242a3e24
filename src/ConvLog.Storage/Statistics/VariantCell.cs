namespace ConvLog.Storage.Statistics;

/// <summary>What the conversations of one variant add up to. Not thread-safe.</summary>
internal sealed class VariantCell
{
    public long Conversations { get; private set; }

    public long Messages { get; private set; }

    public long FailedMessages { get; private set; }

    public UsageSum Usage { get; } = new();

    /// <summary>Counts conversations, each once.</summary>
    public void AddConversations(long conversations) => Conversations += conversations;

    /// <summary>Counts turns apart from their usages.</summary>
    public void AddMessages(long messages, long failed)
    {
        Messages += messages;
        FailedMessages += failed;
    }

    public void Add(VariantCell other)
    {
        AddConversations(other.Conversations);
        AddMessages(other.Messages, other.FailedMessages);
        Usage.Add(other.Usage);
    }

    public VariantStatistics ToStatistics(string? variant) => new()
    {
        Variant = variant,
        Conversations = Conversations,
        Messages = Messages,
        FailedMessages = FailedMessages,
        Usage = Usage.ToStatistics(),
    };
}
