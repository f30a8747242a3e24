using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Openings;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One session of an end user with an agent, with <see cref="Log"/> as its log. Safe to use from any thread.</summary>
/// <remarks>
/// <c>conv.Log</c> writes to the innermost function event open in this async flow; otherwise to the open turn that this flow began or entered; otherwise to
/// the newest open turn; otherwise to the last turn, marked with the field <c>after</c>; before the first turn, to the conversation itself. Opening a
/// conversation under the ID of an earlier one continues it. Dispose it when the host has finished with it for now: open turns and function events are then
/// abandoned.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<Conversation>))]
public sealed partial class Conversation : IVisible, IDisposable, IAsyncDisposable
{
    private readonly SinkRuntime _runtime;

    /// <summary>Opens a conversation.</summary>
    /// <param name="info">The conversation's ID, agent, user and channel, as far as they are known.</param>
    /// <param name="sink">The sink for its entries, called directly on the logging thread. Its exceptions are caught, counted and reported. Wrap a sink that
    /// may block in a <see cref="BackgroundSink"/>.</param>
    /// <param name="options">Capture options; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="info"/> or <paramref name="sink"/> is null.</exception>
    public Conversation(ConversationInfo info, ILogSink sink, ConversationOptions? options = null)
        : this(info, sink, options, Recording.Full, among: null)
    {
    }

    /// <param name="info">The conversation's ID, agent, user and channel.</param>
    /// <param name="sink">The sink for its entries.</param>
    /// <param name="options">Capture options; null for the defaults.</param>
    /// <param name="most">The upper bound of what may be recorded; the info can lower it.</param>
    /// <param name="among">The open conversations of its host; null without a host.</param>
    /// <param name="admit">For a conversation that opens with its first logged entry: called then, and throws if the host cannot open the conversation. Null
    /// for one that is opened immediately.</param>
    /// <param name="time">The clock, if not that of the options.</param>
    internal Conversation(
        ConversationInfo info, ILogSink sink, ConversationOptions? options, Recording most, OpenConversations? among, Action<Conversation>? admit = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(sink);
        Info = info;
        options ??= new ConversationOptions();
        _runtime = new SinkRuntime(
            info, sink, options, time ?? options.TimeProvider, RecordingLevels.Stricter(info.Recording, most), among,
            admit is null ? null : () => admit(this));
        _runtime.Self.Value = this;
        Log = new ConversationLogger(new AmbientTarget(_runtime));
        if (admit is null)
        {
            _runtime.Open();
        }
    }

    /// <summary>What the host knew about the conversation when it opened it.</summary>
    public ConversationInfo Info { get; }

    /// <summary>
    /// How much this opening records: the stricter of <see cref="ConversationInfo.Recording"/> and <see cref="ConvLogOptions.RecordingRule"/>. It does not
    /// change while the conversation is open. A store may keep less, if another opening of the conversation is stricter.
    /// </summary>
    public Recording Recording => _runtime.Recording;

    /// <summary>Writes to the innermost open function event or turn of this async flow, or to the conversation.</summary>
    public ConversationLogger Log { get; }

    /// <summary>
    /// The current turn of this async flow: that of <see cref="CurrentFunction"/>, otherwise the open turn that this flow began or entered last, otherwise
    /// the newest open turn. Null if no turn is open.
    /// </summary>
    public Turn? CurrentTurn => _runtime.CurrentTurn;

    /// <summary>The newest turn of this opening, open or ended, begun in any flow. Null before the first turn and after the conversation's end.</summary>
    public Turn? LatestTurn => _runtime.LatestTurn;

    /// <summary>The innermost function event open in this async flow; null if there is none.</summary>
    public FunctionEvent? CurrentFunction => _runtime.CurrentFunction;

    /// <summary>
    /// The entries logged so far outside any turn and function event, in sequence order. Of flushed entries only the latest are kept, at least half of
    /// <see cref="LogLimits.EntriesPerScope"/>. Turns and function events have their own entries; an <see cref="InMemorySink"/> has all.
    /// </summary>
    public IReadOnlyList<LogEntry> EntriesOutsideTurns => _runtime.OwnEntries.ToArray();

    /// <summary>The number of entries logged outside any turn or after the end, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => _runtime.OwnEntries.Losses(withPii: true);

    /// <summary>The number of calls to the sink that failed.</summary>
    public long SinkFailures => _runtime.SinkFailures;

    /// <summary>The open turn that this async flow began or entered last; null if there is none, even if another flow has an open turn.</summary>
    internal Turn? FlowTurn => _runtime.FlowTurn;

    internal TimeProvider Time => _runtime.Time;

    internal bool HasEnded => _runtime.HasEnded;

    /// <summary>Whether anything may still be logged in this opening: it has neither ended nor been released, or something in it is open.</summary>
    internal bool IsInUse => _runtime.IsInUse;

    internal bool IsOf(ConversationOwner owner) => owner == _runtime.Self.Owner;

    /// <summary>Ends this opening. Open turns, functions and model calls are canceled with the host's shutdown as the reason.</summary>
    internal void Stop() => _runtime.Stop();

    /// <summary>
    /// Begins a turn. Until the turn is disposed, it is the current turn of this async flow and of flows started from it, and this conversation is the
    /// <see cref="Current"/> one. A turn may be ended in another flow than the one that began it.
    /// </summary>
    /// <param name="userInput">What the user said, with personal parts masked; empty if the agent speaks first.</param>
    public Turn BeginTurn(MaskedText userInput = default)
    {
        var turn = _runtime.BeginTurn(userInput);
        turn.Enter();
        return turn;
    }

    /// <summary>
    /// Begins a turn with details of the input in addition to its text. If a turn of this opening has the same <see cref="TurnInfo.Id"/>, that turn is
    /// returned unchanged: a message that is delivered twice is one turn. Stores also merge turns with the same ID from different openings or hosts.
    /// </summary>
    /// <param name="info">The input, as far as the host knows it. Null has the effect of <c>BeginTurn()</c>.</param>
    public Turn BeginTurn(TurnInfo info)
    {
        var turn = _runtime.BeginTurn(default, info);
        turn.Enter();
        return turn;
    }

    /// <summary>
    /// Refers to a turn of this conversation by its ID, whichever opening or host began it, to record what becomes known later, such as how much of the
    /// answer the user heard. Never throws.
    /// </summary>
    /// <param name="turnId"><see cref="Turn.Id"/>, or the ID that the host set in <see cref="TurnInfo.Id"/>. Changes to a turn that the conversation does not
    /// have are counted and reported, see <see cref="TurnReference"/>, also if the ID is null or empty.</param>
    public TurnReference Turn(string turnId) => new(_runtime, turnId);

    /// <summary>
    /// Begins a function event; it becomes the current one of this async flow, nested in the previous current one. If one flow handles the events of a whole
    /// call, use <see cref="Turn.BeginFunction"/>, which does not make the event current.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The ID by which the model refers to this call; null if it has none.</param>
    /// <param name="arguments">The function's arguments: a dictionary, a JSON object, a record or an anonymous object, captured when this method is
    /// called.</param>
    public FunctionEvent BeginFunction(string name, string? callId = null, object? arguments = null)
        => _runtime.BeginFunction(turn: null, name, callId, arguments, entersFlow: true);

    /// <summary>Counts and reports something that an adapter failed to log. Never throws.</summary>
    internal void ReportLost(Exception cause) => _runtime.Drop(_runtime.OpenScope, LossReason.CaptureFailed, isPii: true, cause);

    /// <summary>Waits until everything logged so far is as durable as the sink makes it.</summary>
    /// <param name="cancellationToken">A token to cancel the wait; canceling it loses no entries.</param>
    /// <returns>The outcome of all entries that the sinks received, including those of other conversations that share the sinks, in total and for each sink;
    /// entries dropped earlier by this conversation's limits count as dropped. If the token ended the wait, the remaining entries are pending.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait, and the sink cannot report what is pending; <see cref="BackgroundSink"/> and
    /// the sink of a store can.</exception>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _runtime.FlushAsync(cancellationToken);

    /// <summary>
    /// Ends this opening: later entries are counted and dropped. Open turns and function events are stored with their outcome if they end within
    /// <see cref="ConversationOptions.MaximumLinger"/>, and are abandoned otherwise. Does not wait for the sink.
    /// </summary>
    public void Dispose() => Close();

    /// <summary>
    /// Ends this opening and waits, up to <see cref="ConversationOptions.DisposeTimeout"/>, until the sink has stored it. Does not wait for a failing store:
    /// the sink keeps retrying in the background and reports the result. A conversation of <see cref="IConversationFactory.OpenLazily"/> in which nothing was
    /// logged ends immediately.
    /// </summary>
    public ValueTask DisposeAsync() => Close() ? _runtime.FlushForEndAsync() : ValueTask.CompletedTask;

    /// <summary>
    /// Records that the request or connection that opened the conversation is over, and waits as <see cref="DisposeAsync"/> does. Open turns, functions and
    /// model calls may still end within <see cref="ConversationOptions.MaximumLinger"/>, and later entries are recorded: the conversation ends once nothing
    /// more is logged, or when it is disposed. Intended for host adapters, which call it instead of disposing the conversation; <c>UseConvLog</c> calls it.
    /// </summary>
    public ValueTask ReleaseAsync()
    {
        _runtime.Release();
        return _runtime.FlushForEndAsync();
    }

    /// <summary>The IDs of the conversation and its agent.</summary>
    public override string ToString() => Info.ToString();

    // To a reader without the permission, personal entries do not exist, so they are not included in any count.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Info.WriteProperties(writer);
        VisibleJson.All(writer, "entries", EntriesOutsideTurns.Where(static entry => !entry.IsPii));
        VisibleJson.Losses(writer, _runtime.OwnEntries.Losses(withPii: false));
        writer.WriteEndObject();
    }
}
