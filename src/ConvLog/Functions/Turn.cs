using ConvLog.Entries;
using ConvLog.Functions;

namespace ConvLog;

/// <summary>One exchange of a conversation: what the user said, what the agent answered, what it took. Safe to use from any thread.</summary>
/// <remarks>
/// It is current, for <c>conv.Log</c>, from <c>BeginTurn</c> until it is disposed, in the async flow that began it and those started inside; in flows that
/// began no turn, while it is the newest one that is open.
/// </remarks>
public sealed partial class Turn : IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly nint _passingAtStart;
    private readonly Lock _lock = new();
    private TurnSnapshot? _began;
    private int _revision; // How often it changed since it began.
    private volatile bool _isOpen = true;
    private IDisposable? _flow;
    private List<IDisposable>? _furtherFlows; // Of a turn that was begun again, under its id.

    internal Turn(ConversationRuntime runtime, MaskedText userInput, int ordinal, TurnInfo? info = null)
    {
        _runtime = runtime;
        _startTimestamp = runtime.Time.GetTimestamp();
        _passingAtStart = PassingException.Current;
        _userInput = userInput;
        _info = info;
        Id = info?.Id ?? EventId.New(runtime.Writer);
        Ordinal = ordinal;
        StartedAt = runtime.Time.GetUtcNow();
        Span = new TraceSpan(within: null);
        Buffer = runtime.NewBuffer(this);
    }

    /// <summary>
    /// The host's id of it (<see cref="TurnInfo.Id"/>), which is unique in its conversation; else one that is unique among all turns: a UUID of version 7
    /// (RFC 9562), which begins with the time.
    /// </summary>
    public string Id { get; }

    /// <summary>Its place among the turns of this opening, from 1. A store counts the turns of earlier openings before it.</summary>
    public int Ordinal { get; }

    /// <summary>
    /// What it took of language models: what <see cref="Complete"/> or <c>Fail</c> was given, else the sum of <see cref="AddUsage"/>; null for none.
    /// </summary>
    public ModelUsage? Usage { get; private set; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>From the user's input to the agent's answer, or to a wait, by a monotonic clock and without earlier waits; null until then.</summary>
    public TimeSpan? Latency { get; private set; }

    /// <summary>When the turn was disposed, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>The entries logged in it outside any function event, in sequence order.</summary>
    public IReadOnlyList<LogEntry> Entries => Buffer.ToArray();

    /// <summary>The number of entries logged in it outside any function event, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => Buffer.Losses(withPii: true);

    internal EntryBuffer Buffer { get; }

    internal TraceSpan Span { get; }

    /// <summary>How often it changed since it began: of two records of a turn, the higher one is later.</summary>
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

    /// <summary>Whether its conversation ended while it was open, and has published it as abandoned.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether it has no outcome, or only that it waits or was left.</summary>
    internal bool IsUnsettled => Outcome is null or TurnOutcome.Waiting || (IsLeft && Outcome == TurnOutcome.Abandoned);

    internal bool IsOf(ConversationRuntime runtime) => ReferenceEquals(_runtime, runtime);

    internal string ConversationId => _runtime.Writer.ConversationId;

    internal bool UtterancesArePersonal => _runtime.UtterancesArePersonal;

    /// <summary>Settles the turn with the agent's answer. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="agentResponse">What the agent answered, its personal parts masked; empty for what was given to <see cref="Say"/>.</param>
    /// <param name="usage">What it took of language models, in place of what <see cref="AddUsage"/> was given; null leaves that.</param>
    public void Complete(MaskedText agentResponse = default, ModelUsage? usage = null)
        => Settle(TurnOutcome.Completed, agentResponse, usage, error: null, errorType: null);

    /// <summary>
    /// Settles that the turn failed, or, with an <see cref="OperationCanceledException"/> that is no timeout of <c>HttpClient</c>, that it was canceled. The
    /// first outcome holds; a later call changes nothing.
    /// </summary>
    /// <param name="exception">What it failed with: the type is visible, the message is personal data.</param>
    /// <param name="agentResponse">What the user got to hear nevertheless; empty for what was given to <see cref="Say"/>.</param>
    /// <param name="usage">What it took of language models, in place of what <see cref="AddUsage"/> was given; null leaves that.</param>
    public void Fail(Exception exception, MaskedText agentResponse = default, ModelUsage? usage = null)
        => Fail(exception, Cancellation.Is(exception), agentResponse, usage);

    /// <summary>Settles that the turn failed. The first outcome holds; a later call changes nothing.</summary>
    /// <param name="error">Why, in words; personal data by default.</param>
    /// <param name="agentResponse">What the user got to hear nevertheless; empty for what was given to <see cref="Say"/>.</param>
    /// <param name="usage">What it took of language models, in place of what <see cref="AddUsage"/> was given; null leaves that.</param>
    public void Fail(string error, MaskedText agentResponse = default, ModelUsage? usage = null)
        => Settle(TurnOutcome.Failed, agentResponse, usage, error ?? "", errorType: null);

    /// <summary>
    /// Ends the turn: it is no longer current, in any flow. One that waits still waits. While an exception passes, a turn without an outcome has failed, or
    /// was canceled by an <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <remarks>For what is known of a passing exception, and the limit of Native AOT, see <see cref="FunctionEvent.Dispose"/>.</remarks>
    public void Dispose()
    {
        LeaveFlow();
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
    /// Closes what the conversation's end still finds open, or what is begun after it: nothing changes any more, and there is no end to tell.
    /// </summary>
    internal void Abandon()
    {
        lock (_lock)
        {
            _revision += _isOpen ? 1 : 0;
            Close();
            Outcome ??= TurnOutcome.Abandoned;
        }

        LeaveFlow();
    }

    /// <summary>The conversation ends while it is open: it is published as it is, and once more if it ends.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            if (Outcome is null)
            {
                Outcome = TurnOutcome.Abandoned;
                Answer(default);
            }

            IsLeft = true;
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

    /// <summary>The turn as it begins.</summary>
    internal TurnSnapshot Begin() => _began = new TurnSnapshot(this, SnapshotMoment.Began);

    /// <summary>
    /// Changes what may change at any time. A turn that was published as ended is published again. After the turn and the conversation have ended, the
    /// change is counted and dropped.
    /// </summary>
    /// <param name="change">The change; false where there is none.</param>
    /// <param name="isTold">Whether it is published while the turn is open, too.</param>
    private void Revise(Func<bool> change, bool isTold = false)
    {
        bool isPublished;
        bool isLate;
        lock (_lock)
        {
            isPublished = isTold || !_isOpen || IsLeft;
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

    // A flow that outlives it must not keep what was logged in it.
    private void LeaveFlow()
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
            Answer(default);
        }

        _began?.LetGo();
        _began = null;
        _soFar = null;
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
            Answer(agentResponse);
            (Usage, _isUsageGiven) = usage is null ? (Usage, _isUsageGiven) : (usage, true);
            Error = _runtime.Capture.KeepsText || error is null ? error : errorType is null ? MaskedText.NotRecorded : null;
            ErrorType = errorType;
            Latency = _runtime.Time.GetElapsedTime(_startTimestamp) - _waited;
        }
    }
}
