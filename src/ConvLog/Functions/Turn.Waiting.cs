using ConvLog.Functions;

namespace ConvLog;

/// <content>That it waits for someone or something.</content>
public sealed partial class Turn
{
    private long _waitTimestamp;
    private bool _isWaitTold; // It was published.
    private TimeSpan _waited;

    /// <summary>What it waits for; null while it does not wait.</summary>
    public TurnWait? WaitsFor { get; private set; }

    /// <summary>Since when it waits, in UTC; null while it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>How long it has waited before, in all; null where it has not. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited => _waited > TimeSpan.Zero ? _waited : null;

    /// <summary>
    /// The name of the agent that answers, where several do. Set it before the turn ends. Null, the default, where the host does not say:
    /// <see cref="ConversationInfo.AgentId"/> is the conversation's. Visible to every reader.
    /// </summary>
    public string? AgentName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>The turn of another opening that it continues; null for none. The sink of a store looks for it.</summary>
    internal TurnChoice? Continues { get; init; }

    /// <summary>
    /// Says that the turn waits for someone or something that may take long, and is answered by a later request, on this host or another one, which calls
    /// <see cref="Conversation.ContinueTurn"/>. Until then it is open and no problem, also once it is disposed and the conversation has ended; after
    /// <see cref="ConvLogOptions.MaximumWait"/> it counts as abandoned. A turn that has ended changes no more.
    /// </summary>
    /// <param name="reason">What it waits for, and by what the answer is known. Null is <see cref="TurnWaitKind.Other"/>. A later call replaces it.</param>
    /// <param name="soFar">What the agent has said by now, its personal parts masked; empty for what was given to <see cref="Say"/>.</param>
    public void Wait(TurnWait reason, MaskedText soFar = default) => BeginWait(reason, soFar, isTold: true);

    /// <summary>As above.</summary>
    /// <param name="reason">As above.</param>
    /// <param name="soFar">As above.</param>
    /// <param name="isTold">Whether that is published now; else only if it still waits when its request or its conversation ends.</param>
    internal void BeginWait(TurnWait reason, MaskedText soFar, bool isTold)
    {
        var wait = (reason ?? new TurnWait(TurnWaitKind.Other)).Captured(_runtime.Capture);
        lock (_lock)
        {
            if (!IsUnsettled || !_isOpen)
            {
                return;
            }

            if (Outcome != TurnOutcome.Waiting)
            {
                (Outcome, WaitingSince, _waitTimestamp) = (TurnOutcome.Waiting, _runtime.Time.GetUtcNow(), _runtime.Time.GetTimestamp());
                Latency = _runtime.Time.GetElapsedTime(_startTimestamp, _waitTimestamp) - _waited;
            }

            WaitsFor = wait;
            Answer(soFar);
            _isWaitTold |= isTold;
            _revision += isTold ? 1 : 0;
        }

        _runtime.TurnWaits(this, isTold);
    }

    /// <summary>Publishes that it waits, if that was not told before.</summary>
    internal void TellWait()
    {
        lock (_lock)
        {
            if (Outcome != TurnOutcome.Waiting || _isWaitTold)
            {
                return;
            }

            _isWaitTold = true;
            _revision++;
        }

        _runtime.TurnRevised(this);
    }

    /// <summary>Ends a wait: the turn is at work again. Does nothing where it does not wait.</summary>
    internal void Continue()
    {
        bool isTold;
        lock (_lock)
        {
            if (Outcome != TurnOutcome.Waiting || !_isOpen)
            {
                return;
            }

            var (said, at) = (_isAnswerSaid ? default : _agentResponse, WaitingSince!.Value);
            EndWait();
            if (!said.IsEmpty)
            {
                AddPart(said, isFiller: true, at); // It bridged the wait.
            }

            Answer(default);
            isTold = _isWaitTold;
            _isWaitTold = false;
            _revision += isTold ? 1 : 0;
        }

        _runtime.TurnContinues(this, isTold);
    }

    /// <summary>The conversation has ended while it waits: this object changes no more.</summary>
    internal void LeaveWaiting()
    {
        lock (_lock)
        {
            _revision++; // What became of it since it was told, such as its usage, is written with this.
            Close();
        }

        LeaveFlow();
    }

    // A tool that a caller in this process runs is a part of the work.
    private void EndWait()
    {
        if (Outcome != TurnOutcome.Waiting)
        {
            return;
        }

        if (WaitsFor?.Kind != TurnWaitKind.ClientTool)
        {
            _waited += _runtime.Time.GetElapsedTime(_waitTimestamp);
        }

        (Outcome, WaitsFor, WaitingSince, Latency) = (null, null, null, null);
    }
}
