using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One call of a function (a tool) by the agent, with everything logged while it ran. Safe to use from any thread.</summary>
/// <remarks>
/// An event begun with <c>conv.BeginFunction</c> is the current one, to which <c>conv.Log</c> writes, until it is disposed, in the async flow that began it
/// and flows started from there. <c>turn.BeginFunction</c> does not make its event current; <see cref="MakeCurrent"/> does. <see cref="Complete"/>,
/// <see cref="Fail(Exception)"/> and <see cref="Cancel"/> set the outcome and the duration. Disposing an event without an outcome ends it as completed, or as
/// failed if an exception is leaving its <c>using</c> block.
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

    /// <summary>The event's unique ID: a UUID of version 7 (RFC 9562), which begins with the time.</summary>
    public string Id { get; }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The ID by which the model refers to this call; null if the host gave none.</summary>
    public string? CallId { get; }

    /// <summary>
    /// The ID of the turn's model call that requested this function call, matched by <see cref="CallId"/> whichever of the two ended first; null if there is
    /// none.
    /// </summary>
    public string? ModelCallId => _modelCallId ??= Turn?.RequestedCalls.ModelCallOf(CallId, _startTimestamp);

    /// <summary>
    /// The number of the attempt at the same work, from 1: 2 is the first retry. Set it before the event ends. Default null, for unknown; a number below 1
    /// sets it to null. Visible to every reader.
    /// </summary>
    public int? Attempt
    {
        get => _attempt is > 0 and var attempt ? attempt : null;
        set => _attempt = value ?? 0;
    }

    /// <summary>The turn it was called in; null outside any turn.</summary>
    public Turn? Turn { get; }

    /// <summary>The event that was current when this one began; null if there was none.</summary>
    public FunctionEvent? Parent { get; }

    /// <summary>The function's arguments. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; }

    /// <summary>The time when it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The duration, by a monotonic clock; null while it runs, and if it was abandoned, unobserved or hosted.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>The outcome; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; private set; }

    /// <inheritdoc cref="Turn.CancelReason"/>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>
    /// Whether the function's execution was not observed, for example because another program ran it. Its outcome is then derived from the result that the
    /// model received, and its duration is unknown.
    /// </summary>
    public bool IsUnobserved { get; private set; }

    /// <summary>Whether the model's service ran the function itself, as it does with web searches. Its duration is then unknown.</summary>
    public bool IsHosted { get; private set; }

    /// <summary>
    /// The name of the server that provides the function as a tool, as with the Model Context Protocol. Set it before the event ends. Default null, for a
    /// function of the host or an unknown server. Visible to every reader.
    /// </summary>
    public string? ServerName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>The function's result, under the key <c>result</c>; null if there is none. Personal data by default.</summary>
    public LogField? Result { get; private set; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>Writes to this event, wherever it is used. After the event's end, it writes to the event's turn, marked with the field <c>after</c>.</summary>
    public ConversationLogger Log { get; }

    /// <summary>The entries logged in it so far, in sequence order.</summary>
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

    /// <summary>The changes to the conversation's state made in it so far.</summary>
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

    /// <summary>The event as entered by the flow that began it; null if it was begun without entering a flow.</summary>
    internal AmbientCall? Entered { get; private set; }

    internal bool IsOpen => _isOpen;

    /// <summary>Whether its conversation ended while it was open, and published it as abandoned.</summary>
    internal bool WasOpenAtEnd { get; private set; }

    /// <summary>Whether it has no outcome, or is only provisionally abandoned.</summary>
    internal bool IsUnsettled => Outcome is null || (WasOpenAtEnd && Outcome == FunctionOutcome.Abandoned);

    /// <summary>The number of times it was published since it began.</summary>
    internal int Revision => _revision;

    /// <summary>Scores the function call. A later score with the same name, source, scorer and scorer version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { Function = this }, name, value, source, comment, scorer, scorerVersion);

    /// <summary>
    /// Makes this event, its turn and its conversation the current ones of this async flow, and of everything called or started from it, until the result is
    /// disposed. Disposing the result does not dispose the event. An event that has ended is no longer current.
    /// </summary>
    /// <returns>Disposing it restores what was current before. May be disposed more than once, in any order and on any thread.</returns>
    public IDisposable MakeCurrent()
    {
        var around = _runtime.MakeCurrent(Turn);
        return new CallScope(_runtime, _runtime.Enter(this), around);
    }

    /// <summary>The name and the outcome.</summary>
    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "running"})";

    // To a reader without the permission, personal entries and responses do not exist, so they are not included in any count.
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
