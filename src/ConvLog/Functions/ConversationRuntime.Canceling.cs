namespace ConvLog.Functions;

/// <content>Why something is canceled, as far as that is known.</content>
internal abstract partial class ConversationRuntime
{
    private Explanation[] _explained = []; // Few, and read only where something is canceled.

    /// <summary>Says what it means that a token is canceled, until the result is disposed.</summary>
    public IDisposable Explain(CancellationToken token, CancelReason reason)
    {
        var explanation = new Explanation(this, token, Cancellation.Known(reason));
        Change(explanation, static (all, added) => [.. all, added]);
        return explanation;
    }

    /// <summary>Why something of a turn is canceled now: by the first token that was explained, else as the user interrupted the turn.</summary>
    /// <param name="turn">The turn; null outside any.</param>
    public CancelReason WhyCanceled(Turn? turn)
        => Canceled?.Reason ?? (turn is { IsInterrupted: true } ? CancelReason.UserInterrupted : CancelReason.Unspecified);

    /// <summary>Whether an exception means that a caller canceled what failed with it: its token, or one that was explained.</summary>
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
