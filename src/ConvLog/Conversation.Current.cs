using ConvLog.Openings;

namespace ConvLog;

/// <content>The conversation of an async flow.</content>
public sealed partial class Conversation
{
    private readonly Lock _borrowersLock = new();
    private List<IServiceProvider>? _borrowers;

    /// <summary>
    /// The conversation of this async flow: the one whose turn began last, or whose <see cref="MakeCurrent"/> was called last, of those that have not ended and
    /// whose turn or result is not disposed. Where the flow has outlived its conversation, as a workflow that is kept does, the one that is open under the same
    /// ID now. Null if there is none.
    /// </summary>
    /// <remarks>
    /// A service that takes a <see cref="Conversation"/> gets this one where <c>AddConvLog</c> is registered. <see cref="BeginTurn(MaskedText)"/> makes its
    /// conversation the current one until the turn is disposed. <c>Conversation.Current.Log</c> writes to the innermost function event of that conversation in
    /// this flow.
    /// </remarks>
    public static Conversation? Current => CurrentScope.Conversation;

    /// <summary>Whether this flow was started where a conversation was current that has ended since, and none is current now.</summary>
    internal static bool HasEndedInFlow => CurrentScope.HasEnded;

    /// <summary>
    /// Makes this conversation the <see cref="Current"/> one of this async flow, and of everything that is called or started from here on, until the result is
    /// disposed.
    /// </summary>
    /// <returns>Disposing it makes the conversation current that was current before. May be disposed more than once, in any order and on any thread.</returns>
    /// <remarks>
    /// What an async method makes current is current in that method and in what it calls, not in its caller. The conversation is not disposed; once it has
    /// ended, it is no longer current.
    /// </remarks>
    public IDisposable MakeCurrent()
    {
        _runtime.Self.JoinFlow();
        return _runtime.MakeCurrent(turn: null);
    }

    /// <summary>
    /// Says what it means that a token is canceled, until the result is disposed: turns, function events and model calls that an
    /// <see cref="OperationCanceledException"/> ends from then on get the reason. <c>UseConvLog</c> explains a request's <c>RequestAborted</c> and the host's
    /// stop.
    /// </summary>
    /// <param name="token">The token, such as that of a connection. Of several that are canceled, the one that was explained first counts.</param>
    /// <param name="reason">What it means; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    /// <returns>May be disposed more than once, and on any thread.</returns>
    public IDisposable ExplainCancel(CancellationToken token, CancelReason reason) => _runtime.Explain(token, reason);

    /// <summary>Whether an exception means that a caller canceled what failed with it: its token, or one that was explained.</summary>
    internal bool IsCanceled(Exception exception, CancellationToken token) => _runtime.IsCanceled(exception, token);

    /// <summary>Says that a container's scope hands this conversation out. It will dispose it, without owning it.</summary>
    internal void LendTo(IServiceProvider scope)
    {
        lock (_borrowersLock)
        {
            (_borrowers ??= []).Add(scope);
        }
    }

    /// <summary>Ends this opening, unless the caller is a scope that only borrowed it; false where it had ended.</summary>
    private bool Close()
    {
        lock (_borrowersLock)
        {
            if (_borrowers?.FindIndex(IsDisposed) is >= 0 and var index)
            {
                _borrowers.RemoveAt(index);
                return false;
            }
        }

        return _runtime.Close();
    }

    // A container's scope counts as disposed before it disposes what it handed out.
    private static bool IsDisposed(IServiceProvider scope)
    {
        try
        {
            scope.GetService(typeof(IServiceProvider));
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>
    /// What an async flow has entered: a conversation, or one of its turns. Flows that are started from there have it too. Any thread; a flow that outlives a
    /// turn or conversation keeps nothing of it by this.
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
        /// The conversation that this flow entered last and that has not ended; else, where that is open once more, as in the next request, that opening; null
        /// for none.
        /// </summary>
        public static Conversation? Conversation
            => s_current.Value is not { } scope ? null : LiveFrom(scope) is { } live ? live.Live : scope._entered.Successor;

        /// <summary>Whether this flow has entered one that has ended or was left, and is in none now.</summary>
        public static bool HasEnded => s_current.Value is not null && Conversation is null;

        /// <summary>Whether this flow has entered a conversation that has ended, of which another one is the next opening.</summary>
        public static bool IsFollowedBy(Conversation next)
            => s_current.Value is { } scope && LiveFrom(scope) is null && ReferenceEquals(scope._entered.Successor, next);

        private Conversation? Live => _conversation?.Live;

        /// <summary>Enters a conversation or a turn, in this flow and those that are started from here on.</summary>
        /// <param name="conversation">The conversation; its value is null once it has ended.</param>
        /// <param name="turn">One of its turns; null for the conversation alone.</param>
        /// <returns>Disposing it leaves it in every flow.</returns>
        public static CurrentScope Enter(FlowConversation conversation, Turn? turn)
        {
            var before = LiveFrom(s_current.Value);

            // In a long-lived flow, such as an event loop, the chain is no longer than the number of open scopes.
            before?._before = LiveFrom(before._before);
            return s_current.Value = new CurrentScope(conversation, turn is { IsOpen: true } ? turn : null, before);
        }

        /// <summary>The open turn of a conversation that this flow entered last; null for none.</summary>
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
}
