using ConvLog.Openings;

namespace ConvLog;

/// <content>The current conversation of an async flow.</content>
public sealed partial class Conversation
{
    private readonly Lock _borrowersLock = new();
    private List<IServiceProvider>? _borrowers;

    /// <summary>
    /// The current conversation of this async flow: of those whose turn began or whose <see cref="MakeCurrent"/> was called in it, the last one that has not
    /// ended and whose turn or <see cref="MakeCurrent"/> result has not been disposed. If the flow has outlived its conversation, as a long-running workflow
    /// can, this is the conversation now open under the same ID. Null if there is none.
    /// </summary>
    /// <remarks>
    /// After <c>AddConvLog</c>, a service that has a <see cref="Conversation"/> injected gets this one. <see cref="BeginTurn(MaskedText)"/> makes its
    /// conversation the current one until the turn is disposed. <c>Conversation.Current.Log</c> writes to the innermost function event of that conversation
    /// in this flow.
    /// </remarks>
    public static Conversation? Current => CurrentScope.Conversation;

    /// <summary>Whether this flow inherited a current conversation that has since ended, and has no current one now.</summary>
    internal static bool HasEndedInFlow => CurrentScope.HasEnded;

    /// <summary>
    /// Makes this conversation the <see cref="Current"/> one of this async flow, and of everything called or started from it, until the result is disposed.
    /// </summary>
    /// <returns>Disposing it restores the previous current conversation. May be disposed more than once, in any order and on any thread.</returns>
    /// <remarks>
    /// A conversation that an async method makes current is current in that method and in the methods it calls, but not in its caller. Disposing the result
    /// does not dispose the conversation. A conversation that has ended is no longer current.
    /// </remarks>
    public IDisposable MakeCurrent()
    {
        _runtime.Self.JoinFlow();
        return _runtime.MakeCurrent(turn: null);
    }

    /// <summary>
    /// Registers why a token is canceled, until the result is disposed. Turns, function events and model calls that end with an
    /// <see cref="OperationCanceledException"/> in that time get the reason. <c>UseConvLog</c> registers the request's <c>RequestAborted</c> and the host's
    /// shutdown.
    /// </summary>
    /// <param name="token">The token, such as that of a connection. If several registered tokens are canceled, the one registered first counts.</param>
    /// <param name="reason">The reason for the cancellation; an undefined value counts as <see cref="CancelReason.Unspecified"/>.</param>
    /// <returns>Disposing it ends the registration. May be disposed more than once and on any thread.</returns>
    public IDisposable ExplainCancel(CancellationToken token, CancelReason reason) => _runtime.Explain(token, reason);

    /// <summary>Whether an exception means that the caller canceled the operation, through its own token or a registered one.</summary>
    internal bool IsCanceled(Exception exception, CancellationToken token) => _runtime.IsCanceled(exception, token);

    /// <summary>Records that a container's scope resolves this conversation. The scope will dispose it without owning it.</summary>
    internal void LendTo(IServiceProvider scope)
    {
        lock (_borrowersLock)
        {
            (_borrowers ??= []).Add(scope);
        }
    }

    /// <summary>Ends this opening, unless the caller is a scope that does not own it; false if it had ended already.</summary>
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

    // A container's scope counts as disposed before it disposes the services it created.
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
}
