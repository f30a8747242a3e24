using System.Runtime.CompilerServices;

namespace ConvLog;

/// <content>The conversation of an async flow.</content>
public sealed partial class Conversation
{
    private static readonly AsyncLocal<CurrentScope?> s_current = new();

    private readonly Lock _currentLock = new();
    private StrongBox<Conversation?>? _self;
    private List<IServiceProvider>? _borrowers;

    /// <summary>
    /// The conversation of this async flow: the one whose turn began last, or whose <see cref="MakeCurrent"/> was called last, of those that have not ended and
    /// whose turn or result is not disposed. Null if there is none.
    /// </summary>
    /// <remarks>
    /// A service that takes a <see cref="Conversation"/> gets this one where <c>AddConvLog</c> is registered. <see cref="BeginTurn"/> makes its conversation
    /// the current one until the turn is disposed. <c>Conversation.Current.Log</c> writes to the innermost function event of that conversation in this flow.
    /// </remarks>
    public static Conversation? Current => CurrentScope.LiveFrom(s_current.Value)?.Conversation;

    /// <summary>Whether this flow was started where a conversation was current that has ended since, and none is current now.</summary>
    internal static bool HasEndedInFlow => s_current.Value is { } scope && CurrentScope.LiveFrom(scope) is null;

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
        StrongBox<Conversation?> self;
        lock (_currentLock)
        {
            self = _self ??= new StrongBox<Conversation?>(HasEnded ? null : this);
        }

        return s_current.Value = new CurrentScope(self, CurrentScope.LiveFrom(s_current.Value));
    }

    /// <summary>Says that a container's scope hands this conversation out. It will dispose it, without owning it.</summary>
    internal void LendTo(IServiceProvider scope)
    {
        lock (_currentLock)
        {
            (_borrowers ??= []).Add(scope);
        }
    }

    /// <summary>Ends this opening, unless the caller is a scope that only borrowed it; false where it had ended.</summary>
    private bool Close()
    {
        lock (_currentLock)
        {
            if (_borrowers?.FindIndex(IsDisposed) is >= 0 and var index)
            {
                _borrowers.RemoveAt(index);
                return false;
            }

            // Flows that captured it may outlive it by far.
            _self?.Value = null;
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

    /// <summary>One call of <see cref="MakeCurrent"/>, as the flow holds it.</summary>
    private sealed class CurrentScope(StrongBox<Conversation?> conversation, CurrentScope? before) : IDisposable
    {
        private readonly CurrentScope? _before = before;
        private volatile StrongBox<Conversation?>? _conversation = conversation;

        public Conversation? Conversation => _conversation?.Value;

        /// <summary>The innermost scope that is not disposed and whose conversation has not ended.</summary>
        public static CurrentScope? LiveFrom(CurrentScope? scope)
        {
            while (scope is { Conversation: null })
            {
                scope = scope._before;
            }

            return scope;
        }

        // Leaves this scope and those entered inside it, so that one that is forgotten there does not stay current. Other flows find it disposed.
        public void Dispose()
        {
            _conversation = null;
            for (var scope = s_current.Value; scope is not null; scope = scope._before)
            {
                if (ReferenceEquals(scope, this))
                {
                    s_current.Value = LiveFrom(_before);
                    return;
                }
            }
        }
    }
}
