namespace ConvLog.Storage.Statistics;

/// <summary>A count, and the number of conversations it comes from. Not thread-safe.</summary>
internal sealed class ScoreTally
{
    private long? _last;

    public long Count { get; private set; }

    public long Conversations { get; private set; }

    /// <summary>Counts one. All of a conversation must be counted consecutively.</summary>
    public void CountOne(long conversation)
    {
        Add(1, conversation == _last ? 0 : 1);
        _last = conversation;
    }

    /// <summary>Adds the counts of other conversations.</summary>
    public void Add(long count, long conversations)
    {
        Count += count;
        Conversations += conversations;
    }
}
