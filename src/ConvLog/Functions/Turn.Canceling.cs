using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends, and why it was canceled.</content>
public sealed partial class Turn
{
    private Func<MaskedText>? _partialAnswer;

    /// <summary>The outcome; null while it is open, and if it was disposed without an outcome.</summary>
    public TurnOutcome? Outcome { get; private set; }

    /// <summary>The reason for the cancellation; null if it was not canceled. Visible to every reader.</summary>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>
    /// Returns the part of the answer that an adapter has received so far, which becomes the answer of a turn that is canceled without one. It must not
    /// throw, and is called on any thread.
    /// </summary>
    internal Func<MaskedText> PartialAnswer { set => Volatile.Write(ref _partialAnswer, value); }

    /// <summary>The reason for a cancellation that happens in the turn now, if known.</summary>
    internal CancelReason WhyCanceled => _runtime.WhyCanceled(this);

    /// <summary>
    /// Records that the turn was canceled, for example because the user left; a cancellation is not a failure. The first outcome is kept; a later call has no
    /// effect.
    /// </summary>
    /// <param name="reason">The reason; an undefined value counts as <see cref="CancelReason.Unspecified"/>.</param>
    /// <param name="soFar">The part of the answer given so far, with personal parts masked; it is stored as <see cref="AgentResponse"/>. If empty, the part
    /// of a streamed answer that an adapter has received is used.</param>
    /// <param name="usage">The tokens and cost of the turn, replacing the sum of <see cref="AddUsage"/>; null keeps that sum.</param>
    public void Cancel(CancelReason reason = default, MaskedText soFar = default, ModelUsage? usage = null)
    {
        // Called outside the lock: it applies the host's masking rules.
        var answer = soFar.IsEmpty && Volatile.Read(ref _partialAnswer) is { } seen ? seen() : soFar;
        Settle(TurnOutcome.Canceled, answer, usage, error: null, errorType: null, Cancellation.Normalize(reason));
    }

    /// <summary>Records that an exception ended the turn.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isCanceled">Whether the outcome is canceled rather than failed.</param>
    /// <param name="agentResponse">The answer that the user received despite the exception.</param>
    /// <param name="usage">The tokens and cost of the turn, replacing the sum of <see cref="AddUsage"/>; null keeps that sum.</param>
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
