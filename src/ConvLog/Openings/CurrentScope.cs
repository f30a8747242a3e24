namespace ConvLog.Openings;

/// <summary>
/// The conversation or turn that an async flow has entered; flows started from there inherit it. Safe to use from any thread. It does not keep an ended
/// turn or conversation in memory in flows that outlive it.
/// </summary>
internal sealed class CurrentScope : IDisposable
{
    private static readonly AsyncLocal<CurrentScope?> s_current = new();

    private volatile CurrentScope? _before;
    private readonly FlowConversation _entered;
    private volatile FlowConversation? _conversation; // Null once it was left.
    private volatile Turn? _turn;

    private CurrentScope(FlowConversation conversation, Turn? turn, CurrentScope? before)
    {
        _entered = _conversation = conversation;
        _turn = turn;
        _before = before;
    }

    /// <summary>
    /// The last conversation that this flow entered and that has not ended; otherwise the next opening of that conversation, such as that of the next
    /// request; null if there is none.
    /// </summary>
    public static Conversation? Conversation
        => s_current.Value is not { } scope ? null : LiveFrom(scope) is { } live ? live.Live : scope._entered.Successor;

    /// <summary>Whether this flow has entered a conversation that was ended or left, and is in none now.</summary>
    public static bool HasEnded => s_current.Value is not null && Conversation is null;

    /// <summary>Whether this flow has entered a conversation that has ended, and the given one is its next opening.</summary>
    public static bool IsFollowedBy(Conversation next)
        => s_current.Value is { } scope && LiveFrom(scope) is null && ReferenceEquals(scope._entered.Successor, next);

    private Conversation? Live => _conversation?.Live;

    /// <summary>Enters a conversation or a turn in this flow and those started from it.</summary>
    /// <param name="conversation">The conversation; its value is null once it has ended.</param>
    /// <param name="turn">One of its turns; null to enter only the conversation.</param>
    /// <returns>Disposing it leaves the conversation or turn in every flow.</returns>
    public static CurrentScope Enter(FlowConversation conversation, Turn? turn)
    {
        var before = LiveFrom(s_current.Value);

        // Drops scopes that are closed: in a long-lived flow, such as an event loop, the chain is no longer than the number of open scopes.
        before?._before = LiveFrom(before._before);
        return s_current.Value = new CurrentScope(conversation, turn is { IsOpen: true } ? turn : null, before);
    }

    /// <summary>The open turn of a conversation that this flow entered last; null if there is none.</summary>
    public static Turn? TurnOf(FlowConversation conversation)
    {
        for (var scope = s_current.Value; scope is not null; scope = scope._before)
        {
            if (scope._turn is { IsOpen: true } turn && ReferenceEquals(scope._conversation, conversation))
            {
                return turn;
            }
        }

        return null;
    }

    // Leaves this scope. Leaving a conversation also leaves the scopes entered inside it and not left, except turns, which are left when they end.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _conversation, null) is null)
        {
            return;
        }

        bool isOfTurn = _turn is not null;
        _turn = null;
        var innermost = s_current.Value;
        var kept = innermost;
        if (!isOfTurn && IsAround(innermost))
        {
            while (!ReferenceEquals(kept, this) && kept is { _turn: null })
            {
                kept = kept._before;
            }
        }

        kept = LiveFrom(kept);
        if (!ReferenceEquals(kept, innermost))
        {
            s_current.Value = kept;
        }
    }

    private static CurrentScope? LiveFrom(CurrentScope? scope)
    {
        while (scope is { Live: null })
        {
            scope = scope._before;
        }

        return scope;
    }

    private bool IsAround(CurrentScope? scope)
    {
        while (scope is not null && !ReferenceEquals(scope, this))
        {
            scope = scope._before;
        }

        return scope is not null;
    }
}
