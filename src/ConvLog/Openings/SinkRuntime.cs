using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <summary>The implementation of <see cref="Conversation"/>: keeps its turns and events, and publishes what happens to the sink.</summary>
internal sealed partial class SinkRuntime : ConversationRuntime
{
    // Remembered messages are not published again when a prompt repeats them. Forgotten ones are, but a store keeps each message once anyway.
    private const int MostRemembered = 10_000;

    private readonly Lock _lock = new();
    private object? _publishing; // The mark of this opening in messages, which may outlive it.
    private HashSet<string>? _published; // Strings instead of Guids, for which a native AOT program would need separate code.
    private readonly ILogger _logger;
    private readonly List<Turn> _openTurns = [];
    private readonly List<FunctionEvent> _openFunctions = [];
    private readonly List<ModelCall> _openModelCalls = [];
    private NamedTurns? _named;
    private volatile Turn? _latestTurn;
    private volatile Turn? _newestOpen;
    private volatile bool _haveOverlap; // Two turns are open, so the flow determines the current one.
    private readonly TimeSpan _maximumLinger;
    private ITimer? _linger;
    private bool _isReleased;
    private int _turns;
    private int _functions;
    private int _reportedDrops;

    /// <param name="info">What the host knows about the conversation.</param>
    /// <param name="sink">The sink for everything.</param>
    /// <param name="options">Capture options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="recording">How much is recorded.</param>
    /// <param name="among">The open conversations of its host; null without a host.</param>
    /// <param name="admit">For a conversation that opens with its first logged entry: throws if the host cannot open the conversation. Null for one that is
    /// opened immediately.</param>
    public SinkRuntime(
        ConversationInfo info, ILogSink sink, ConversationOptions options, TimeProvider time, Recording recording, OpenConversations? among,
        Action? admit = null)
        : base(new EntryWriter(info.Id, options.Ids), CaptureOf(options, recording), time)
    {
        _logger = GuardedLogger.Around(options.Logger);
        Recording = recording;
        var safeSink = new SafeSink(recording == Recording.Off ? NoSink.Instance : sink, options.Logger);
        _opening = new ConversationOpening(safeSink, OpeningOf(info), admit, Refused);
        UtterancesArePersonal = options.UtterancesArePersonal;
        _scoreRules = new ScoreRules(options.Scores, options.FeedbackReasons);
        _maximumLinger = options.MaximumLinger;
        Self = new FlowConversation(info, among);
        Responses = new ResponseLog(this);
    }

    /// <summary>The reference to the conversation for flows, which may outlive it by far; its value is null once the conversation has ended.</summary>
    public FlowConversation Self { get; }

    public override Turn? FlowTurn => Conversation.CurrentScope.TurnOf(Self);

    public override Turn? OpenTurn => HasEnded ? null : (_haveOverlap ? FlowTurn : null) ?? _newestOpen;

    public override Turn? LatestTurn => _latestTurn;

    public override IDisposable MakeCurrent(Turn? turn) => Conversation.CurrentScope.Enter(Self, turn);

    public Turn BeginTurn(MaskedText userInput, TurnInfo? info = null, TurnChoice? continues = null)
    {
        info = info?.Captured(Capture);
        Turn turn;
        TurnSnapshot? began = null;
        lock (_lock)
        {
            if (info?.Id is { } id && _named?.Find(id) is { } known)
            {
                return known;
            }

            turn = new Turn(this, Capture.Text(userInput), ++_turns, info) { Continues = continues };
            if (!HasEnded)
            {
                began = turn.Begin();
                _openTurns.Add(turn);
                WorkBegan();
                OpenTurnsChanged();
                _latestTurn = turn;
                if (info?.Id is not null)
                {
                    (_named ??= new NamedTurns()).Add(turn);
                }
            }
        }

        if (began is null)
        {
            turn.Abandon(); // Returned to the host, which may continue to use it, but not kept.
            DropLate();
            return turn;
        }

        _opening.OpenAt(turn.StartedAt);
        Sink.TurnBegan(began);
        return turn;
    }

    public override FunctionEvent BeginFunction(Turn? turn, string? name, string? callId, object? arguments, bool entersFlow)
    {
        var parent = FunctionIn(turn);
        turn ??= parent?.Turn ?? OpenTurn;
        var captured = Capture.Arguments(arguments);
        FunctionEvent call;
        FunctionSnapshot? began = null;
        lock (_lock)
        {
            call = new FunctionEvent(this, Capture.Name(name), Capture.OptionalText(callId), parent, turn, captured, ++_functions, entersFlow);
            if (!HasEnded || MayContinue(parent, turn))
            {
                began = call.Begin();
                _openFunctions.Add(call);
                WorkBegan();
            }
        }

        if (began is null)
        {
            call.Abandon();
            DropLate();
            return call;
        }

        if (entersFlow)
        {
            call.Enter();
        }

        _opening.OpenAt(call.StartedAt);
        Sink.FunctionBegan(began);
        return call;
    }

    // The flow's function event, unless it belongs to another turn.
    private FunctionEvent? FunctionIn(Turn? turn) => CurrentFunction is { } call && (turn is null || ReferenceEquals(call.Turn, turn)) ? call : null;

    public override ModelCall BeginModelCall(
        Turn turn, string? model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request = null, ModelCallKind kind = default)
    {
        kind = ModelCallKinds.NameOf(kind) is null ? default : kind;
        var call = new ModelCall(this, turn, FunctionIn(turn), Capture.Name(model), Capture.OptionalText(provider), parameters?.Captured(Capture), ago, kind);
        call.Span.Request = request;
        bool isLate;
        lock (_lock)
        {
            isLate = HasEnded && !MayContinue(call.Function, turn);
            if (!isLate)
            {
                _openModelCalls.Add(call);
                WorkBegan();
            }
        }

        if (isLate)
        {
            call.Abandon();
            DropLate();
            return call;
        }

        Sink.ModelCallBegan(new ModelCallSnapshot(call, hasEnded: false, newMessages: []));
        return call;
    }

    public override void ModelCallEnded(ModelCall call)
    {
        lock (_lock)
        {
            if (!_openModelCalls.Remove(call))
            {
                return; // It was open for too long, and has been published.
            }

            WorkEnded();
        }

        Ended(call);
    }

    private void Ended(ModelCall call) => Sink.ModelCallEnded(new ModelCallSnapshot(call, hasEnded: true, NewMessages(call)));

    private List<ModelMessage> NewMessages(ModelCall call)
    {
        lock (_lock)
        {
            _published = _published is { Count: < MostRemembered } ? _published : new HashSet<string>(StringComparer.Ordinal);
            _publishing ??= new object();
            var messages = new List<ModelMessage>();
            for (int i = call.SentMessages.TakeUnpublished(_publishing); i < call.Request.Count; i++)
            {
                AddIfNew(call.Request[i], messages);
            }

            if (call.Response is { } response)
            {
                AddIfNew(response, messages);
            }

            return messages;
        }
    }

    // Called under the lock. The rounds of a loop repeat the same messages.
    private void AddIfNew(ModelMessage message, List<ModelMessage> messages)
    {
        if (message.Publishing != _publishing)
        {
            message.Publishing = _publishing;
            if (_published!.Add(message.Id.ToString("N")))
            {
                messages.Add(message);
            }
        }
    }

    public override void Publish(LogEntry entry)
    {
        // Checked inline, because every entry passes here.
        if (!_opening.IsOpened)
        {
            _opening.OpenAt(entry.Timestamp);
        }

        _opening.Sink.Emit(entry);
    }

    public override void Publish(ApiResponseEntry response)
    {
        _opening.OpenAt(response.Timestamp);
        Sink.EmitApiResponse(response);
    }

    public override void TurnEnded(Turn turn)
    {
        lock (_lock)
        {
            if (!_openTurns.Remove(turn) && !_waitingTurns.Remove(turn))
            {
                return; // As above.
            }

            OpenTurnsChanged();
            WorkEnded();
        }

        Ended(turn);
    }

    private void OpenTurnsChanged()
    {
        _newestOpen = _openTurns.LastOrDefault() ?? _waitingTurns.LastOrDefault();
        _haveOverlap = _openTurns.Count + _waitingTurns.Count > 1;
    }

    public override void TurnRevised(Turn turn) => Sink.TurnRevised(new TurnSnapshot(turn, SnapshotMoment.Revised));

    public override void FunctionEnded(FunctionEvent call)
    {
        lock (_lock)
        {
            if (!_openFunctions.Remove(call))
            {
                return; // As above.
            }

            WorkEnded();
        }

        Ended(call);
    }

    private void Ended(Turn turn) => Sink.TurnEnded(new TurnSnapshot(turn, SnapshotMoment.Ended));

    private void Ended(FunctionEvent call) => Sink.FunctionEnded(new FunctionSnapshot(call, SnapshotMoment.Ended));

    public override void ReportDrop(LossReason reason, Exception? cause)
    {
        CaptureMeter.Dropped(reason);

        // One bit per reason: each is reported once per conversation, but always counted.
        int bit = 1 << (int)reason;
        if ((Interlocked.Or(ref _reportedDrops, bit) & bit) == 0)
        {
            LogDropped(_logger, Writer.ConversationId, reason.ToString(), cause?.GetType().FullName ?? "none");
        }
    }

    [LoggerMessage(3, LogLevel.Warning,
        "Conversation {ConversationId} dropped an entry, turn, call or fact: {Reason} (exception: {Exception}). Further ones for this reason are counted and "
            + "not reported.")]
    private static partial void LogDropped(ILogger logger, string conversationId, string reason, string exception);
}
