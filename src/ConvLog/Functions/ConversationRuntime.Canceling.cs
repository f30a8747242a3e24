namespace ConvLog.Functions;

/// <content>Reasons for cancellations.</content>
internal abstract partial class ConversationRuntime
{
    private Explanation[] _explained = []; // Few, and read only when something is canceled.

    /// <summary>Registers why a token is canceled, until the result is disposed.</summary>
    public IDisposable Explain(CancellationToken token, CancelReason reason)
    {
        var explanation = new Explanation(this, token, Cancellation.Normalize(reason));
        Change(explanation, static (all, added) => [.. all, added]);
        return explanation;
    }

    /// <summary>The reason for a cancellation that happens now: that of the first canceled token that was registered, otherwise the user's interruption of
    /// the turn.</summary>
    /// <param name="turn">The turn; null outside any.</param>
    public CancelReason WhyCanceled(Turn? turn)
        => Canceled?.Reason ?? (turn is { IsInterrupted: true } ? CancelReason.UserInterrupted : CancelReason.Unspecified);

    /// <summary>Whether an exception means that the caller canceled the operation, through its own token or a registered one.</summary>
    public bool IsCanceled(Exception exception, CancellationToken token)
        => Cancellation.Is(exception) && (token.IsCancellationRequested || Canceled is not null);

    private Explanation? Canceled => Array.Find(Volatile.Read(ref _explained), static one => one.Token.IsCancellationRequested);

    private void Change(Explanation explanation, Func<Explanation[], Explanation, Explanation[]> change)
    {
        var before = Volatile.Read(ref _explained);
        while (Interlocked.CompareExchange(ref _explained, change(before, explanation), before) is var now && !ReferenceEquals(now, before))
        {
            before = now;
        }
    }

    private sealed class Explanation(ConversationRuntime runtime, CancellationToken token, CancelReason reason) : IDisposable
    {
        public CancellationToken Token => token;

        public CancelReason Reason => reason;

        public void Dispose() => runtime.Change(this, static (all, removed) => Array.FindAll(all, one => !ReferenceEquals(one, removed)));
    }
}
