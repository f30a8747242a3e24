namespace ConvLog.Storage.Statistics;

/// <summary>How many there are, and of how many conversations. Not thread-safe.</summary>
internal sealed class ScoreTally
{
    private long? _last;

    public long Count { get; private set; }

    public long Conversations { get; private set; }

    /// <summary>Counts one. All of a conversation are counted one after another.</summary>
    public void CountOne(long conversation)
    {
        Add(1, conversation == _last ? 0 : 1);
        _last = conversation;
    }

    /// <summary>Adds what was counted elsewhere, of other conversations.</summary>
    public void Add(long count, long conversations)
    {
        Count += count;
        Conversations += conversations;
    }
}
