using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <content>How it ends, and why it was canceled.</content>
public sealed partial class Turn
{
    private MaskedText _soFar;

    /// <summary>How it ended; null while it is open, and for one that was disposed without an outcome.</summary>
    public TurnOutcome? Outcome { get; private set; }

    /// <summary>Why it was canceled; null where it was not. Visible to every reader.</summary>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>What an adapter has seen of an answer that may not come to its end: the answer of a turn that is canceled without one.</summary>
    internal MaskedText SoFar
    {
        set
        {
            lock (_lock)
            {
                _soFar = value;
            }
        }
    }

    /// <summary>
    /// Settles that the turn was canceled, as when the user leaves: that is no failure. The first outcome holds; a later call changes nothing.
    /// </summary>
    /// <param name="reason">Why; an undefined value is taken as <see cref="CancelReason.Unspecified"/>.</param>
    /// <param name="soFar">What the agent had answered by then, its personal parts masked; it is kept as <see cref="AgentResponse"/>. Empty for what an adapter
    /// saw of a streamed answer.</param>
    /// <param name="usage">What it took of language models, in place of what <see cref="AddUsage"/> was given; null leaves that.</param>
    public void Cancel(CancelReason reason = default, MaskedText soFar = default, ModelUsage? usage = null)
        => Settle(TurnOutcome.Canceled, soFar, usage, error: null, errorType: null, Cancellation.Known(reason));

    /// <summary>Settles that an exception ended the turn.</summary>
    /// <param name="exception">What it ended with.</param>
    /// <param name="isCanceled">Whether that cancels the turn; else it has failed.</param>
    /// <param name="agentResponse">What the user got to hear nevertheless.</param>
    /// <param name="usage">As above.</param>
    internal void Fail(Exception? exception, bool isCanceled, MaskedText agentResponse = default, ModelUsage? usage = null)
    {
        if (isCanceled)
        {
            Cancel(_runtime.WhyCanceled(this), agentResponse, usage);
        }
        else
        {
            Settle(TurnOutcome.Failed, agentResponse, usage, ExceptionFields.Message(exception), exception?.GetType().FullName);
        }
    }
}
