using ConvLog.Functions;

namespace ConvLog;

/// <content>Waiting for a person or an external event.</content>
public sealed partial class Turn
{
    private long _waitTimestamp;
    private bool _isWaitPublished; // The wait was published.
    private TimeSpan _waited;

    /// <summary>What the turn waits for; null while it does not wait.</summary>
    public TurnWait? WaitsFor { get; private set; }

    /// <summary>The time since which it has been waiting, in UTC; null while it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>The total duration of earlier waits; null if there were none. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited => _waited > TimeSpan.Zero ? _waited : null;

    /// <summary>
    /// The name of the agent that answers, if there are several. Set it before the turn ends. Default null, for unknown:
    /// <see cref="ConversationInfo.AgentId"/> is the agent of the conversation. Visible to every reader.
    /// </summary>
    public string? AgentName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>The turn of another opening that this one continues; null if none. The store's sink resolves it.</summary>
    internal TurnChoice? Continues { get; init; }

    /// <summary>
    /// Records that the turn waits for a person or an external event, possibly for a long time. A later request, on any host, answers it by calling
    /// <see cref="Conversation.ContinueTurn"/>. Until then the turn is open and not a problem, even after it is disposed and the conversation has ended;
    /// after <see cref="ConvLogOptions.MaximumWait"/> it counts as abandoned. Has no effect on a turn that has ended.
    /// </summary>
    /// <param name="reason">What the turn waits for, and how the answer is recognized. Null counts as <see cref="TurnWaitKind.Other"/>. A later call replaces
    /// it.</param>
    /// <param name="soFar">The part of the answer given so far, with personal parts masked; empty for the parts recorded with <see cref="Say"/>.</param>
    public void Wait(TurnWait reason, MaskedText soFar = default) => BeginWait(reason, soFar, isPublished: true);

    /// <summary>Records that the turn waits.</summary>
    /// <param name="reason">What the turn waits for, and how the answer is recognized.</param>
    /// <param name="soFar">The part of the answer given so far.</param>
    /// <param name="isPublished">Whether the wait is published now; otherwise it is published only if the turn still waits when its request or conversation
    /// ends.</param>
    internal void BeginWait(TurnWait reason, MaskedText soFar, bool isPublished)
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
            _answer.Set(soFar);
            _isWaitPublished |= isPublished;
            _revision += isPublished ? 1 : 0;
        }

        _runtime.TurnWaits(this, isPublished);
    }

    /// <summary>Publishes the wait, if it was not published before.</summary>
    internal void PublishWait()
    {
        lock (_lock)
        {
            if (Outcome != TurnOutcome.Waiting || _isWaitPublished)
            {
                return;
            }

            _isWaitPublished = true;
            _revision++;
        }

        _runtime.TurnRevised(this);
    }

    /// <summary>Ends a wait, so that work on the turn continues. Does nothing if the turn does not wait.</summary>
    internal void Continue()
    {
        bool isPublished;
        lock (_lock)
        {
            if (Outcome != TurnOutcome.Waiting || !_isOpen)
            {
                return;
            }

            var (said, at) = (_answer.Given, WaitingSince!.Value);
            EndWait();
            if (!said.IsEmpty)
            {
                _answer.Say(said, isFiller: true, at); // Spoken to bridge the wait.
            }

            _answer.Set(default);
            isPublished = _isWaitPublished;
            _isWaitPublished = false;
            _revision += isPublished ? 1 : 0;
        }

        _runtime.TurnContinues(this, isPublished);
    }

    /// <summary>Records that the conversation has ended while the turn waits: this object no longer changes.</summary>
    internal void CloseWaiting()
    {
        lock (_lock)
        {
            _revision++; // Changes since the wait was published, such as the usage, are written with this revision.
            Close();
        }

        ExitFlows();
    }

    // A tool that a caller in this process runs is part of the turn's work, not a wait.
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
