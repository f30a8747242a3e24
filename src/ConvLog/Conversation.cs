using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Openings;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One session of an end user with an agent, and <see cref="Log"/>, its log. Safe to use from any thread.</summary>
/// <remarks>
/// <c>conv.Log</c> writes to the innermost function event open in this async flow; else to the open turn that this flow began or entered; else to the newest
/// turn that is open; else to the last one, marked with the field <c>after</c>; before the first turn to the conversation itself. Opening
/// a conversation under the ID of an earlier one continues it. Dispose it when the host is done with it for now: open turns and function events are then
/// abandoned.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<Conversation>))]
public sealed partial class Conversation : IVisible, IDisposable, IAsyncDisposable
{
    private readonly ConversationOptions _options;
    private readonly SinkRuntime _runtime;

    /// <summary>Opens a conversation.</summary>
    /// <param name="info">Its ID, agent, user and channel, as far as they are known.</param>
    /// <param name="sink">Where its entries go, called directly on the thread that logs. It may throw: that is caught, counted and reported. One that may wait
    /// belongs in a <see cref="BackgroundSink"/>.</param>
    /// <param name="options">How to capture; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="info"/> or <paramref name="sink"/> is null.</exception>
    public Conversation(ConversationInfo info, ILogSink sink, ConversationOptions? options = null)
        : this(info, sink, options, Recording.Full, among: null)
    {
    }

    /// <param name="info">As above.</param>
    /// <param name="sink">As above.</param>
    /// <param name="options">As above.</param>
    /// <param name="most">How much may be recorded, if the info allows as much.</param>
    /// <param name="among">Among which its host knows it; null without a host.</param>
    /// <param name="admit">For a conversation that is opened by what is logged first, called then: throws if the host cannot have it open. Null for one that is
    /// opened at once.</param>
    /// <param name="time">Its clock, where that is not the one of the options.</param>
    internal Conversation(
        ConversationInfo info, ILogSink sink, ConversationOptions? options, Recording most, OpenConversations? among, Action<Conversation>? admit = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(sink);
        Info = info;
        _options = options ?? new ConversationOptions();
        _runtime = new SinkRuntime(
            info, sink, _options, time ?? _options.TimeProvider, RecordingLevels.Stricter(info.Recording, most), among,
            admit is null ? null : () => admit(this));
        _runtime.Self.Value = this;
        Log = new ConversationLogger(new AmbientTarget(_runtime));
        if (admit is null)
        {
            _runtime.Open();
        }
    }

    /// <summary>What the host knew of it when it opened it.</summary>
    public ConversationInfo Info { get; }

    /// <summary>
    /// How much of it this opening records: the stricter of <see cref="ConversationInfo.Recording"/> and <see cref="ConvLogOptions.RecordingRule"/>. It does
    /// not change while the conversation is open. A store may keep less, where another opening of the conversation is stricter.
    /// </summary>
    public Recording Recording => _runtime.Recording;

    /// <summary>Writes to whatever is current in this async flow.</summary>
    public ConversationLogger Log { get; }

    /// <summary>
    /// The turn that is current in this async flow: that of <see cref="CurrentFunction"/>, else the open one that this flow began or entered last, else the
    /// newest one that is open. Null where no turn is open.
    /// </summary>
    public Turn? CurrentTurn => _runtime.CurrentTurn;

    /// <summary>The newest turn of this opening, open or ended, whichever flow began it. Null before the first one, and after the conversation's end.</summary>
    public Turn? LatestTurn => _runtime.LatestTurn;

    /// <summary>The innermost function event open in this async flow; null outside any.</summary>
    public FunctionEvent? CurrentFunction => _runtime.CurrentFunction;

    /// <summary>
    /// The entries logged outside any turn and function event so far, in sequence order. Of those that are flushed, the latest: at least half of
    /// <see cref="LogLimits.EntriesPerScope"/>. Turns and function events have their own; an <see cref="InMemorySink"/> has all.
    /// </summary>
    public IReadOnlyList<LogEntry> EntriesOutsideTurns => _runtime.OwnEntries.ToArray();

    /// <summary>The number of entries logged outside any turn or after the end, and how many of them were dropped or truncated.</summary>
    public LossCounts Losses => _runtime.OwnEntries.Losses(withPii: true);

    /// <summary>How many calls its sink failed.</summary>
    public long SinkFailures => _runtime.SinkFailures;

    /// <summary>The open turn that this async flow began or entered last; null for none, also where another flow has one open.</summary>
    internal Turn? FlowTurn => _runtime.FlowTurn;

    /// <summary>Its clock.</summary>
    internal TimeProvider Time => _runtime.Time;

    /// <summary>Whether this opening was ended.</summary>
    internal bool HasEnded => _runtime.HasEnded;

    /// <summary>Whether anything may still be logged in this opening: it has not ended and was not released, or something is open in it.</summary>
    internal bool IsInUse => _runtime.IsInUse;

    /// <summary>Whether it is of this owner.</summary>
    internal bool IsOf(ConversationOwner owner) => owner == _runtime.Self.Owner;

    /// <summary>Ends what is open in it as canceled by the host's stop, and the opening.</summary>
    internal void Stop() => _runtime.Stop();

    /// <summary>
    /// Begins a turn. Until it is disposed, it is the current one of this async flow and those started inside, and this conversation is the
    /// <see cref="Current"/> one. A flow that ends it need not be the one that began it.
    /// </summary>
    /// <param name="userInput">What the user said, personal parts masked; empty where the agent speaks first.</param>
    public Turn BeginTurn(MaskedText userInput = default)
    {
        var turn = _runtime.BeginTurn(userInput);
        turn.Enter();
        return turn;
    }

    /// <summary>
    /// Begins a turn, as above, of whose input the host knows more than the words. If a turn of this opening has the same <see cref="TurnInfo.Id"/>, this
    /// returns that turn, as it stands: a message that is delivered twice is one turn. Stores take turns with one id for one as well, whichever opening or host
    /// they come from.
    /// </summary>
    /// <param name="info">The input, as far as the host knows it. Null is as <c>BeginTurn()</c>.</param>
    public Turn BeginTurn(TurnInfo info)
    {
        var turn = _runtime.BeginTurn(default, info);
        turn.Enter();
        return turn;
    }

    /// <summary>
    /// A turn of this conversation by its id, whichever opening or host began it: for late facts, such as how much of the answer the user heard. Never throws.
    /// </summary>
    /// <param name="turnId"><see cref="Turn.Id"/>, or the id that the host gave as <see cref="TurnInfo.Id"/>. Changes of a turn that the conversation does not
    /// have are counted and reported, see <see cref="TurnReference"/>, also where the id is null or empty.</param>
    public TurnReference Turn(string turnId) => new(_runtime, turnId);

    /// <summary>
    /// Begins a function event; it becomes the current one of this async flow, inside the one that is current now. Where one flow handles the events of a
    /// whole call, use <see cref="Turn.BeginFunction"/>, which makes it current nowhere.
    /// </summary>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The id by which the model refers to this call.</param>
    /// <param name="arguments">What it is called with: a dictionary, a JSON object, a record or an anonymous object; captured now.</param>
    public FunctionEvent BeginFunction(string name, string? callId = null, object? arguments = null)
        => _runtime.BeginFunction(turn: null, name, callId, arguments, entersFlow: true);

    /// <summary>Counts and reports something that an adapter failed to log. Never throws.</summary>
    internal void ReportLost(Exception cause) => _runtime.Drop(_runtime.OpenScope, LossReason.CaptureFailed, isPii: true, cause);

    /// <summary>Waits until what was logged so far is as safe as the sink makes it.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that.</param>
    /// <returns>What became of all entries that the sinks took in, also those of other conversations that share them, for all sinks together and for each;
    /// entries that limits of this conversation dropped before that count as dropped. Where the token ended the wait, the rest is pending.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait, and the sink cannot tell what is pending; <see cref="BackgroundSink"/> and the
    /// sink of a store can.</exception>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _runtime.FlushAsync(cancellationToken);

    /// <summary>
    /// Ends this opening: later entries are counted and dropped. Turns and function events that are open are abandoned, unless they end within
    /// <see cref="ConversationOptions.MaximumLinger"/>: then they are stored with their outcome. Does not wait for the sink.
    /// </summary>
    public void Dispose() => Close();

    /// <summary>
    /// Ends this opening and waits, up to <see cref="ConversationOptions.DisposeTimeout"/>, until the sink has stored it. A store that is failing is not waited
    /// for: the sink keeps trying by itself and reports the result. One of <see cref="IConversationFactory.OpenLazily"/> in which nothing was logged ends at
    /// once.
    /// </summary>
    public ValueTask DisposeAsync() => Close() ? FlushForEndAsync() : ValueTask.CompletedTask;

    /// <summary>
    /// Says that the request or connection that opened it is over, and waits as <see cref="DisposeAsync"/> does. Open turns, functions and model
    /// calls have up to <see cref="ConversationOptions.MaximumLinger"/> to end, and later entries are recorded: the conversation ends once it is silent, or
    /// with its disposal. For host adapters, in place of disposing it; <c>UseConvLog</c> calls it.
    /// </summary>
    public ValueTask ReleaseAsync()
    {
        _runtime.Release();
        return FlushForEndAsync();
    }

    private async ValueTask FlushForEndAsync()
    {
        if (!_runtime.IsOpened || _options.DisposeTimeout == TimeSpan.Zero)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(_options.DisposeTimeout, _options.TimeProvider);
        try
        {
            // The sink goes on by itself; a function's end does not wait longer for it.
            var result = await _runtime.TryFlushAsync(deadline.Token).ConfigureAwait(false);
            if (result.Records.Pending > 0 && deadline.IsCancellationRequested)
            {
                _runtime.ReportSlowSink(_options.DisposeTimeout, result.Records.Pending);
            }
        }
        catch (OperationCanceledException)
        {
            _runtime.ReportSlowSink(_options.DisposeTimeout, pending: null);
        }
    }

    /// <summary>The ids of conversation and agent.</summary>
    public override string ToString() => Info.ToString();

    // Personal entries do not exist for a reader without the permission, and no count tells of them.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Info.WriteProperties(writer);
        VisibleJson.All(writer, "entries", EntriesOutsideTurns.Where(static entry => !entry.IsPii));
        VisibleJson.Losses(writer, _runtime.OwnEntries.Losses(withPii: false));
        writer.WriteEndObject();
    }
}
