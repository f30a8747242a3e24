using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends, and why it was canceled.</content>
public sealed partial class Turn
{
    private Func<MaskedText>? _soFar;

    /// <summary>How it ended; null while it is open, and for one that was disposed without an outcome.</summary>
    public TurnOutcome? Outcome { get; private set; }

    /// <summary>Why it was canceled; null where it was not. Visible to every reader.</summary>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>
    /// What an adapter has seen so far of the answer: that of a turn that is canceled without one. It must not throw, and is called on any thread.
    /// </summary>
    internal Func<MaskedText> SoFar { set => Volatile.Write(ref _soFar, value); }

    /// <summary>Why something of it is canceled now, as far as that is known.</summary>
    internal CancelReason WhyCanceled => _runtime.WhyCanceled(this);

    /// <summary>
    /// Settles that the turn was canceled, as when the user leaves: that is no failure. The first outcome holds; a later call changes nothing.
    /// </summary>
    /// <param name="reason">Why; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    /// <param name="soFar">What the agent had answered by then, its personal parts masked; it is kept as <see cref="AgentResponse"/>. Empty for what an adapter
    /// saw of a streamed answer.</param>
    /// <param name="usage">What it took of language models, in place of what <see cref="AddUsage"/> was given; null leaves that.</param>
    public void Cancel(CancelReason reason = default, MaskedText soFar = default, ModelUsage? usage = null)
    {
        // Read outside the lock: it masks by the host's rules.
        var answer = soFar.IsEmpty && Volatile.Read(ref _soFar) is { } seen ? seen() : soFar;
        Settle(TurnOutcome.Canceled, answer, usage, error: null, errorType: null, Cancellation.Known(reason));
    }

    /// <summary>Settles that an exception ended the turn.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isCanceled">Whether that cancels the turn; else it has failed.</param>
    /// <param name="agentResponse">What the user got to hear nevertheless.</param>
    /// <param name="usage">As above.</param>
    internal void Fail(Exception? exception, bool isCanceled, MaskedText agentResponse = default, ModelUsage? usage = null)
    {
        if (isCanceled)
        {
            Cancel(WhyCanceled, agentResponse, usage);
        }
        else
        {
            Settle(TurnOutcome.Failed, agentResponse, usage, ExceptionFields.Message(exception), exception?.GetType().FullName);
        }
    }

    private void SettlePassing()
    {
        if (PassingException.Since(_passingAtStart) is not { } passing)
        {
            return;
        }

        if (passing.IsCanceled)
        {
            Cancel(WhyCanceled);
        }
        else
        {
            Settle(TurnOutcome.Failed, agentResponse: default, usage: null, Passing.Error, passing.Type);
        }
    }
}
