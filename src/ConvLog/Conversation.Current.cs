using ConvLog.Openings;

namespace ConvLog;

/// <content>The current conversation of an async flow.</content>
public sealed partial class Conversation
{
    private readonly BorrowingScopes _borrowers = new();

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
    internal void LendTo(IServiceProvider scope) => _borrowers.Add(scope);

    /// <summary>Ends this opening, unless the caller is a scope that does not own it; false if it had ended already.</summary>
    private bool Close() => !_borrowers.TryRemoveDisposed() && _runtime.Close();
}
