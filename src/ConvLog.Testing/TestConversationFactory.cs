using ConvLog.Testing.Ids;

namespace ConvLog.Testing;

/// <summary>Replaces the host's <see cref="IConversationFactory"/> in a test: all conversations it opens share one clock and one captured log.</summary>
public sealed class TestConversationFactory : IConversationFactory
{
    private readonly Lock _lock = new();
    private readonly List<Conversation> _conversations = [];
    private readonly NumberedIds _ids = new();
    private readonly TimeProvider _time;

    /// <summary>Creates a factory.</summary>
    /// <param name="clock">The clock of all conversations, of any type; null for a <see cref="ManualClock"/> at <see cref="ManualClock.DefaultStart"/>.</param>
    public TestConversationFactory(TimeProvider? clock = null) => _time = clock ?? new ManualClock();

    /// <summary>The clock of all conversations.</summary>
    /// <exception cref="InvalidOperationException">The test passed a clock of another type.</exception>
    public ManualClock Clock => ManualClock.Of(_time);

    /// <summary>The captured log of all conversations, and assertions on it.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>The opened conversations, in order.</summary>
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
    public Conversation Open(ConversationInfo info) => Open(info, _time);

    /// <inheritdoc/>
    public Conversation Open(ConversationInfo info, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(time);
        var conversation = new Conversation(info, Log, new ConversationOptions { TimeProvider = time, Ids = _ids.Of(info.Id) });
        Log.Follow(conversation);
        lock (_lock)
        {
            _conversations.Add(conversation);
        }

        return conversation;
    }
}
