using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <summary>The implementation of <see cref="Conversation"/>: begins and ends its turns and events, and publishes what happens to the sink.</summary>
internal sealed partial class SinkRuntime : ConversationRuntime
{
    private readonly ILogger _logger;
    private readonly ConversationOpening _opening;
    private readonly OpeningFlush _flush;
    private readonly OpenWork _work;
    private readonly PublishedMessages _messages = new();
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
        _opening = new ConversationOpening(this, info, safeSink, admit);
        _flush = new OpeningFlush(this, _opening, options, _logger);
        _work = new OpenWork(this, options.MaximumLinger);
        UtterancesArePersonal = options.UtterancesArePersonal;
        Self = new FlowConversation(info, among);
        Responses = new ResponseLog(this);
        Facts = new FactLog(this, _opening);
        Judgments = new JudgmentLog(this, new ScoreCheck(new ScoreRules(options.Scores, options.FeedbackReasons), info.Id, _logger));
    }

    /// <summary>The reference to the conversation for flows, which may outlive it by far; its value is null once the conversation has ended.</summary>
    public FlowConversation Self { get; }

    /// <summary>The log of API responses.</summary>
    public ResponseLog Responses { get; }

    /// <summary>The log of state changes, metrics and hand-offs.</summary>
    public FactLog Facts { get; }

    /// <summary>The log of ratings, scores, labels, improved answers and notes.</summary>
    public JudgmentLog Judgments { get; }

    /// <inheritdoc cref="ConversationOpening.OpenedSink"/>
    public SafeSink Sink => _opening.OpenedSink;

    public long SinkFailures => _opening.Sink.Failures;

    public override Turn? FlowTurn => CurrentScope.TurnOf(Self);

    public override Turn? OpenTurn => HasEnded ? null : (_work.TurnsOverlap ? FlowTurn : null) ?? _work.NewestTurn;

    public override Turn? LatestTurn => _work.LatestTurn;

    public override IDisposable MakeCurrent(Turn? turn) => CurrentScope.Enter(Self, turn);

    public void Open() => _opening.Open();

    public Turn BeginTurn(MaskedText userInput, TurnInfo? info = null, TurnChoice? continues = null)
    {
        var turn = _work.BeginTurn(Capture.Text(userInput), info?.Captured(Capture), continues, out var began);
        if (began is not null)
        {
            _opening.OpenAt(turn.StartedAt);
            Sink.TurnBegan(began);
        }

        return turn;
    }

    /// <summary>Continues a waiting turn: one of this opening, otherwise as a new turn that the store's sink merges into the turn that it finds.</summary>
    /// <param name="choice">Identifies the turn.</param>
    /// <param name="userInput">Additional user input; empty if there is none.</param>
    public Turn ContinueTurn(TurnChoice choice, MaskedText userInput)
    {
        if (_work.FindWaitingTurn(choice) is not { } waiting)
        {
            return BeginTurn(userInput, info: null, choice);
        }

        waiting.Continue();
        waiting.AddInput(userInput);
        return waiting;
    }

    /// <summary>The turn of this opening with an ID, if it is still in memory; null if there is none.</summary>
    public Turn? FindTurn(string id) => _work.FindTurn(id);

    /// <summary>How the store's sink resolves a turn; null for a turn of this opening.</summary>
    public TurnChoice? ChoiceOf(string id) => FindTurn(id) is null ? new TurnChoice(Id: id) : null;

    /// <summary>Records a change to a turn that this opening does not have.</summary>
    /// <param name="turnId">The turn's ID.</param>
    /// <param name="apply">Sets the changed properties of the record.</param>
    public void Change(string turnId, Func<TurnChangeRecord, EntryCapture, TurnChangeRecord> apply) => Guarded(() => Sink.Record(apply(
        new TurnChangeRecord
        {
            ConversationId = Writer.ConversationId,
            GivenBy = Writer.Id,
            Id = Writer.NewId(),
            TurnId = turnId,
            Choice = new TurnChoice(Id: turnId),
            CreatedAt = Time.GetDistinctUtcNow(),
            UtterancesArePersonal = new EqualityNeutral(UtterancesArePersonal),
        },
        Capture)));

    public override FunctionEvent BeginFunction(Turn? turn, string? name, string? callId, object? arguments, bool entersFlow)
    {
        var parent = FunctionIn(turn);
        turn ??= parent?.Turn ?? OpenTurn;
        var captured = Capture.Arguments(arguments);
        var call = new FunctionEvent(
            this, Capture.Name(name), Capture.OptionalText(callId), parent, turn, captured, _work.NextFunctionIndex(), entersFlow);
        if (_work.Begin(call) is not { } began)
        {
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

    /// <summary>The flow's function event; null if it belongs to another turn.</summary>
    public FunctionEvent? FunctionIn(Turn? turn) => CurrentFunction is { } call && (turn is null || ReferenceEquals(call.Turn, turn)) ? call : null;

    public override ModelCall BeginModelCall(
        Turn turn, string? model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request = null, ModelCallKind kind = default)
    {
        kind = ModelCallKinds.NameOf(kind) is null ? default : kind;
        var call = new ModelCall(this, turn, FunctionIn(turn), Capture.Name(model), Capture.OptionalText(provider), parameters?.Captured(Capture), ago, kind);
        call.Span.Request = request;
        if (_work.Begin(call))
        {
            Sink.ModelCallBegan(new ModelCallSnapshot(call, hasEnded: false, newMessages: []));
        }

        return call;
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

    public override void TurnWaits(Turn turn, bool isPublished)
    {
        _work.Wait(turn);
        if (isPublished)
        {
            TurnRevised(turn);
        }
    }

    public override void TurnContinues(Turn turn, bool isPublished)
    {
        _work.Continue(turn);
        if (isPublished)
        {
            TurnRevised(turn);
        }
    }

    public override void TurnRevised(Turn turn) => Sink.TurnRevised(new TurnSnapshot(turn, SnapshotMoment.Revised));

    public override void FunctionRevised(FunctionEvent call) => Sink.FunctionRevised(new FunctionSnapshot(call, SnapshotMoment.Revised));

    public override void HandOver(Turn turn, string? from, string? to, string? reason, string? explanation)
        => Facts.HandOver(turn, from, to, reason, explanation);

    public override void Score(
        in ScoreTarget target, string? name, ScoreValue value, ScoreSource source, string? comment, string? scorer, string? scorerVersion)
        => Judgments.Score(target, name, value, source, comment, scorer, scorerVersion);

    public override void Label(Turn? turn, string? label, string? author, bool isRemoved)
        => Judgments.Label(turn?.Id, choice: null, label, author, isRemoved);

    /// <inheritdoc cref="OpeningFlush.FlushAsync"/>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken) => _flush.FlushAsync(cancellationToken);

    /// <inheritdoc cref="OpeningFlush.FlushForEndAsync"/>
    public ValueTask FlushForEndAsync() => _flush.FlushForEndAsync();

    protected override void OwnEntryAdded()
    {
        if (OwnEntries.BeginFlushing())
        {
            _flush.Begin();
        }
    }

    protected override void NotRecorded() => _ = Sink;

    /// <summary>Records something other than an entry. Failures and records that arrive too late are counted as lost.</summary>
    /// <param name="write">Writes the record.</param>
    /// <param name="within">The turn that it belongs to; null for the current one.</param>
    public void Guarded(Action write, Turn? within = null)
    {
        if (Recording == Recording.Off)
        {
            NotRecorded();
            return;
        }

        try
        {
            if (Accepts(CurrentFunction, within))
            {
                write();
                return;
            }

            DropLate();
        }
        catch (Exception e)
        {
            Drop(Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }

    /// <summary>Whether something may be logged now: after the conversation's end, only inside a function or turn that was open then.</summary>
    public bool Accepts(FunctionEvent? parent, Turn? turn) => !HasEnded || parent is { IsOpen: true } || turn is { IsOpen: true };

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

    /// <summary>Stops recording, because the host cannot open the conversation.</summary>
    public void Refused(Exception exception)
    {
        End();
        LogNotOpened(_logger, Writer.ConversationId, exception);
        Drop(Own, LossReason.ConversationEnded, isPii: true, cause: null);
    }

    private static EntryCapture CaptureOf(ConversationOptions options, Recording recording)
        => new(options.Limits, JsonTypes.Of(options.JsonTypes, options.ReflectObjects), recording == Recording.Full, GuardedLogger.Around(options.Logger));

    [LoggerMessage(3, LogLevel.Warning,
        "Conversation {ConversationId} dropped an entry, turn, call or fact: {Reason} (exception: {Exception}). Further ones for this reason are counted and "
            + "not reported.")]
    private static partial void LogDropped(ILogger logger, string conversationId, string reason, string exception);

    [LoggerMessage(60, LogLevel.Error,
        "Conversation {ConversationId} could not be opened when something was logged in it. Entries of this opening are dropped and counted.")]
    private static partial void LogNotOpened(ILogger logger, string conversationId, Exception exception);
}
