namespace ConvLog;

/// <content>The conversation of an async flow.</content>
public sealed partial class Conversation
{
    private readonly Lock _borrowersLock = new();
    private List<IServiceProvider>? _borrowers;

    /// <summary>
    /// The conversation of this async flow: the one whose turn began last, or whose <see cref="MakeCurrent"/> was called last, of those that have not ended and
    /// whose turn or result is not disposed. Null if there is none.
    /// </summary>
    /// <remarks>
    /// A service that takes a <see cref="Conversation"/> gets this one where <c>AddConvLog</c> is registered. <see cref="BeginTurn"/> makes its conversation
    /// the current one until the turn is disposed. <c>Conversation.Current.Log</c> writes to the innermost function event of that conversation in this flow.
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
    public IDisposable MakeCurrent() => _runtime.MakeCurrent(turn: null);

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
}
