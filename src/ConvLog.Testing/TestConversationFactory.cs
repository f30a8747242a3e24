namespace ConvLog.Testing;

/// <summary>Replaces the host's <see cref="IConversationFactory"/> in a test: all conversations it opens share one clock and one captured log.</summary>
public sealed class TestConversationFactory : IConversationFactory
{
    private readonly Lock _lock = new();
    private readonly List<Conversation> _conversations = [];

    /// <summary>The clock of all conversations.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>The captured log of all conversations, and assertions on it.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>The conversations opened so far, in order.</summary>
    public IReadOnlyList<Conversation> Conversations
    {
        get
        {
            lock (_lock)
            {
                return [.. _conversations];
            }
        }
    }

    /// <inheritdoc/>
    public Conversation Open(ConversationInfo info)
    {
        var conversation = new Conversation(info, Log, new ConversationOptions { TimeProvider = Clock });
        lock (_lock)
        {
            _conversations.Add(conversation);
        }

        return conversation;
    }
}
