using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <summary>One exchange of a conversation: the user input, the agent response and the usage. Safe to use from any thread.</summary>
/// <remarks>
/// From <c>BeginTurn</c> until it is disposed, it is the current turn, to which <c>conv.Log</c> writes, in the async flow that began it and flows started
/// from there. In flows that began no turn, it is current while it is the newest open turn.
/// </remarks>
public sealed partial class Turn : IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly nint _passingAtStart;
    private readonly Lock _lock = new();
    private TurnSnapshot? _began;
    private int _revision; // The number of changes since it began.
    private volatile bool _isOpen = true;
    private IDisposable? _flow;
    private List<IDisposable>? _furtherFlows; // Of a turn that was begun again with the same ID.

    internal Turn(ConversationRuntime runtime, MaskedText userInput, int ordinal, TurnInfo? info = null)
    {
        _runtime = runtime;
        _startTimestamp = runtime.Time.GetTimestamp();
        _passingAtStart = PassingException.Current;
        _userInput = userInput;
        _info = info;
        _answer = new TurnAnswer(runtime.Capture);
        Id = info?.Id ?? EventId.New(runtime.Writer);
        Ordinal = ordinal;
        StartedAt = runtime.Time.GetUtcNow();
        Span = new TraceSpan(within: null);
        Buffer = runtime.NewBuffer(this);
    }

    /// <summary>
    /// The host's ID of the turn (<see cref="TurnInfo.Id"/>), which is unique in its conversation; otherwise an ID that is unique among all turns: a UUID of
    /// version 7 (RFC 9562), which begins with the time.
    /// </summary>
    public string Id { get; }

    /// <summary>The position among the turns of this opening, from 1. In a store, the turns of earlier openings come first.</summary>
    public int Ordinal { get; }

    /// <summary>The time when the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The time from the user's input to the agent's answer, or to a wait, by a monotonic clock and without earlier waits; null until then.</summary>
    public TimeSpan? Latency { get; private set; }

    /// <summary>The time when the turn was disposed, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>The entries logged in it outside any function event, in sequence order.</summary>
    public IReadOnlyList<LogEntry> Entries => Buffer.ToArray();

    /// <summary>The number of entries logged in it outside any function event, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => Buffer.Losses(withPii: true);

    internal EntryBuffer Buffer { get; }

    internal TraceSpan Span { get; }

    /// <summary>The number of changes since it began: of two records of a turn, the one with the higher number is later.</summary>
    internal int Revision
    {
        get
        {
            lock (_lock)
            {
                return _revision;
            }
        }
    }

    internal bool IsOpen => _isOpen;

    /// <summary>Whether its conversation ended while it was open, and published it as abandoned.</summary>
    internal bool WasOpenAtEnd { get; private set; }

    /// <summary>Whether it has no outcome, or is only waiting or provisionally abandoned.</summary>
    internal bool IsUnsettled => Outcome is null or TurnOutcome.Waiting || (WasOpenAtEnd && Outcome == TurnOutcome.Abandoned);

    internal bool IsOf(ConversationRuntime runtime) => ReferenceEquals(_runtime, runtime);

    internal string ConversationId => _runtime.Writer.ConversationId;

    internal bool UtterancesArePersonal => _runtime.UtterancesArePersonal;

    /// <summary>Completes the turn with the agent's answer. The first outcome is kept; a later call has no effect.</summary>
    /// <param name="agentResponse">The agent's answer, with personal parts masked; empty for the parts recorded with <see cref="Say"/>.</param>
    /// <param name="usage">The tokens and cost of the turn, replacing the sum of <see cref="AddUsage"/>; null keeps that sum.</param>
    public void Complete(MaskedText agentResponse = default, ModelUsage? usage = null)
        => Settle(TurnOutcome.Completed, agentResponse, usage, error: null, errorType: null);

    /// <summary>
    /// Records that the turn failed, or that it was canceled if the exception is an <see cref="OperationCanceledException"/> other than a timeout of
    /// <c>HttpClient</c>. The first outcome is kept; a later call has no effect.
    /// </summary>
    /// <param name="exception">The exception: its type is visible, its message is personal data.</param>
    /// <param name="agentResponse">The answer that the user received despite the failure; empty for the parts recorded with <see cref="Say"/>.</param>
    /// <param name="usage">The tokens and cost of the turn, replacing the sum of <see cref="AddUsage"/>; null keeps that sum.</param>
    public void Fail(Exception exception, MaskedText agentResponse = default, ModelUsage? usage = null)
        => Fail(exception, Cancellation.Is(exception), agentResponse, usage);

    /// <summary>Records that the turn failed. The first outcome is kept; a later call has no effect.</summary>
    /// <param name="error">A description of the error; personal data by default.</param>
    /// <param name="agentResponse">The answer that the user received despite the failure; empty for the parts recorded with <see cref="Say"/>.</param>
    /// <param name="usage">The tokens and cost of the turn, replacing the sum of <see cref="AddUsage"/>; null keeps that sum.</param>
    public void Fail(string error, MaskedText agentResponse = default, ModelUsage? usage = null)
        => Settle(TurnOutcome.Failed, agentResponse, usage, error ?? "", errorType: null);

    /// <summary>
    /// Ends the turn: it is no longer current in any flow. A waiting turn keeps waiting. If an exception is leaving the turn's <c>using</c> block, a turn
    /// without an outcome has failed, or is canceled if that is an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>For how much is known of such an exception, and for Native AOT, see <see cref="FunctionEvent.Dispose"/>.</remarks>
    public void Dispose()
    {
        ExitFlows();
        SettlePassing();
        lock (_lock)
        {
            if (!_isOpen || Outcome == TurnOutcome.Waiting)
            {
                return;
            }

            Outcome = IsUnsettled ? null : Outcome;
            Close();
            _revision++;
            EndedAt = _runtime.Time.GetUtcNow();
        }

        _runtime.TurnEnded(this);
    }

    /// <summary>
    /// Closes a turn that is open when the conversation ends, or that begins after it, without publishing an end: it no longer changes.
    /// </summary>
    internal void Abandon()
    {
        lock (_lock)
        {
            _revision += _isOpen ? 1 : 0;
            Close();
            Outcome ??= TurnOutcome.Abandoned;
        }

        ExitFlows();
    }

    /// <summary>Publishes a turn that is open when the conversation ends in its current state; it is published again if it ends.</summary>
    internal void AbandonAtClose()
    {
        lock (_lock)
        {
            if (Outcome is null)
            {
                Outcome = TurnOutcome.Abandoned;
                _answer.Set(default);
            }

            WasOpenAtEnd = true;
            _revision++;
        }
    }

    /// <summary>Makes it current in the async flow that begins it, until it ends.</summary>
    internal void Enter()
    {
        var flow = _runtime.MakeCurrent(this);
        lock (_lock)
        {
            if (_isOpen && _flow is null)
            {
                _flow = flow;
                return;
            }

            if (_isOpen)
            {
                (_furtherFlows ??= []).Add(flow);
                return;
            }
        }

        flow.Dispose();
    }

    /// <summary>Takes the snapshot of the turn's beginning.</summary>
    internal TurnSnapshot Begin() => _began = new TurnSnapshot(this, SnapshotMoment.Began);

    /// <summary>
    /// Makes a change that is possible at any time. A turn that was published as ended is published again. After both the turn and the conversation have
    /// ended, the change is counted and dropped.
    /// </summary>
    /// <param name="change">Makes the change; returns false if nothing changed.</param>
    /// <param name="publishWhileOpen">Whether the change is also published while the turn is open.</param>
    private void Revise(Func<bool> change, bool publishWhileOpen = false)
    {
        bool isPublished;
        bool isLate;
        lock (_lock)
        {
            isPublished = publishWhileOpen || !_isOpen || WasOpenAtEnd;
            isLate = !_isOpen && _runtime.HasEnded;
            if (!isLate && !change())
            {
                return;
            }

            _revision += isPublished && !isLate ? 1 : 0;
        }

        if (isLate)
        {
            _runtime.DropLate();
        }
        else if (isPublished)
        {
            _runtime.TurnRevised(this);
        }
    }

    // A flow that outlives the turn must not keep its entries in memory.
    private void ExitFlows()
    {
        Interlocked.Exchange(ref _flow, null)?.Dispose();
        foreach (var flow in Interlocked.Exchange(ref _furtherFlows, null) ?? [])
        {
            flow.Dispose();
        }
    }

    private void Close()
    {
        _isOpen = false;
        if (Outcome is null)
        {
            _answer.Set(default);
        }

        _began?.ReleaseTurn();
        _began = null;
        _partialAnswer = null;
    }

    private void Settle(TurnOutcome outcome, MaskedText agentResponse, ModelUsage? usage, string? error, string? errorType, CancelReason? reason = null)
    {
        if (!_isOpen && (Outcome is TurnOutcome.Abandoned or TurnOutcome.Waiting))
        {
            _runtime.DropLate();
        }

        lock (_lock)
        {
            if (!IsUnsettled || !_isOpen)
            {
                return;
            }

            EndWait();
            (Outcome, CancelReason) = (outcome, reason);
            _answer.Set(agentResponse);
            _usage.Set(usage);
            Error = _runtime.Capture.KeepsText || error is null ? error : errorType is null ? MaskedText.NotRecorded : null;
            ErrorType = errorType;
            Latency = _runtime.Time.GetElapsedTime(_startTimestamp) - _waited;
        }
    }
}
