using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One call of a function (a tool) that the agent made, with what was logged while it ran. Safe to use from any thread.</summary>
/// <remarks>
/// It is current, for <c>conv.Log</c>, from <c>conv.BeginFunction</c> until it is disposed, in the async flow that began it and those started inside.
/// <c>turn.BeginFunction</c> makes it current nowhere; <see cref="MakeCurrent"/> does. <see cref="Complete"/>, <see cref="Fail(Exception)"/> and
/// <see cref="Cancel"/> settle the outcome and the duration before that; disposing an event without ends it as completed, or as failed while an exception
/// passes.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<FunctionEvent>))]
public sealed partial class FunctionEvent : IVisible, IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly nint _passingAtStart = PassingException.Current;
    private readonly Lock _lock = new();
    private List<StateChange>? _stateChanges; // Most events have neither.
    private List<ApiResponseEntry>? _apiResponses;
    private FunctionSnapshot? _began;
    private string? _modelCallId;
    private volatile bool _isOpen = true;
    private volatile int _attempt;
    private volatile int _revision;

    internal FunctionEvent(
        ConversationRuntime runtime, string name, string? callId, FunctionEvent? parent, Turn? turn, LogFields arguments, int index, bool entersFlow)
    {
        _runtime = runtime;
        _startTimestamp = runtime.Time.GetTimestamp();
        Id = EventId.New(runtime.Writer);
        Name = name;
        CallId = callId;
        Parent = parent;
        Turn = turn;
        Arguments = arguments;
        Index = index;
        StartedAt = runtime.Time.GetUtcNow();
        Span = new TraceSpan(parent?.Span ?? turn?.Span) { EntersFlow = entersFlow };
        Buffer = runtime.NewBuffer(this);
        Log = new ConversationLogger(new FunctionTarget(runtime, this));
    }

    /// <summary>An id that is unique among all events: a UUID of version 7 (RFC 9562), which begins with the time.</summary>
    public string Id { get; }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The id by which the model refers to this call; null where the host gave none.</summary>
    public string? CallId { get; }

    /// <summary>The id of the model call of its turn that asked for it, found by <see cref="CallId"/> whichever of the two ended first; null where none did.
    /// </summary>
    public string? ModelCallId => _modelCallId ??= Turn?.ModelCallOf(CallId, _startTimestamp);

    /// <summary>
    /// Which attempt at the same work this is, from 1: 2 is the first retry. Set it before the event ends. Null, the default, where the host does not say; a
    /// number below 1 sets it to null. Visible to every reader.
    /// </summary>
    public int? Attempt
    {
        get => _attempt is > 0 and var attempt ? attempt : null;
        set => _attempt = value ?? 0;
    }

    /// <summary>The turn it was called in; null outside any.</summary>
    public Turn? Turn { get; }

    /// <summary>The event that was current when this one began; null at the top.</summary>
    public FunctionEvent? Parent { get; }

    /// <summary>What the function was called with. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>How long it ran, by a monotonic clock; null while it runs, and for one that was abandoned, not observed or hosted.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; private set; }

    /// <inheritdoc cref="Turn.CancelReason"/>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>
    /// Whether nothing saw the function run, as where another program ran it: that it completed is what the model got to read, and how long it took is not
    /// known.
    /// </summary>
    public bool IsUnobserved { get; private set; }

    /// <summary>Whether the model's service ran the function itself, as it does web searches: how long it took is not known.</summary>
    public bool IsHosted { get; private set; }

    /// <summary>
    /// The name of the server whose tool the function is, as with the Model Context Protocol. Set it before the event ends. Null, the default, for a function
    /// of the host, and where not known. Visible to every reader.
    /// </summary>
    public string? ServerName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>What it returned, under the key <c>result</c>; null where it returned nothing. Personal data by default.</summary>
    public LogField? Result { get; private set; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>Writes to this event, wherever it is used. After its end: to its turn, marked with the field <c>after</c>.</summary>
    public ConversationLogger Log { get; }

    /// <summary>Its entries so far, in sequence order.</summary>
    public IReadOnlyList<LogEntry> Entries => Buffer.ToArray();

    /// <summary>The API responses logged in it so far.</summary>
    public IReadOnlyList<ApiResponseEntry> ApiResponses
    {
        get
        {
            lock (_lock)
            {
                return [.. _apiResponses ?? []];
            }
        }
    }

    /// <summary>The changes of the conversation's state made in it so far.</summary>
    public IReadOnlyList<StateChange> StateChanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _stateChanges ?? []];
            }
        }
    }

    /// <summary>The number of entries logged in it, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => Buffer.Losses(withPii: true);

    internal TraceSpan Span { get; }

    internal int Index { get; }

    internal EntryBuffer Buffer { get; }

    /// <summary>As the flow holds it that began it; null where it was begun without entering one.</summary>
    internal AmbientCall? Entered { get; private set; }

    internal bool IsOpen => _isOpen;

    /// <summary>Whether its conversation ended while it was open, and has published it as abandoned.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether it has no outcome, or only that it was left.</summary>
    internal bool IsUnsettled => Outcome is null || (IsLeft && Outcome == FunctionOutcome.Abandoned);

    /// <summary>How often it was published since it began.</summary>
    internal int Revision => _revision;

    /// <summary>Scores the function call. A later score of the same name, source, scorer and version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { Function = this }, name, value, source, comment, scorer, scorerVersion);

    /// <summary>
    /// Makes this event, its turn and its conversation the current ones of this async flow, and of everything that is called or started from here on, until the
    /// result is disposed. The event is not disposed; once it has ended, it is no longer current.
    /// </summary>
    /// <returns>May be disposed more than once, in any order and on any thread.</returns>
    public IDisposable MakeCurrent()
    {
        var around = _runtime.MakeCurrent(Turn);
        return new CallScope(_runtime, _runtime.Enter(this), around);
    }

    /// <summary>Name and outcome.</summary>
    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "running"})";

    // Personal entries and responses do not exist for a reader without the permission, and no count tells of them.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        new FunctionSnapshot(this, SnapshotMoment.Ended).WriteProperties(writer);
        VisibleJson.All(writer, "entries", Entries.Where(static entry => !entry.IsPii));
        VisibleJson.All(writer, "api_responses", ApiResponses.Where(static response => !response.IsPii));
        VisibleJson.All(writer, "state_changes", StateChanges);
        VisibleJson.Losses(writer, Buffer.Losses(withPii: false));
        writer.WriteEndObject();
    }

    /// <summary>The event as it begins.</summary>
    internal FunctionSnapshot Begin() => _began = new FunctionSnapshot(this, SnapshotMoment.Began);

    /// <summary>Makes it current in this flow until it ends.</summary>
    internal void Enter() => Entered = _runtime.Enter(this);

    internal void Add(ApiResponseEntry response)
    {
        lock (_lock)
        {
            (_apiResponses ??= []).Add(response);
        }
    }

    internal void Add(StateChange change)
    {
        lock (_lock)
        {
            (_stateChanges ??= []).Add(change);
        }
    }
}
