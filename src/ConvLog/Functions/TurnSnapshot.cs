using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A turn as it was when it began, ended or changed after its end, without what was logged in it. Immutable.</summary>
/// <remarks>A snapshot of an ended turn keeps the turn's entries in memory for as long as it is kept itself.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<TurnSnapshot>))]
public sealed class TurnSnapshot : IVisible
{
    // Every turn and function event costs two snapshots: times are kept as small as they are.
    private readonly long _startedAt;
    private readonly long _endedAt;
    private readonly Playback? _playback;
    private volatile Turn? _turn;

    internal TurnSnapshot(Turn turn, SnapshotMoment moment)
    {
        _turn = turn;
        Moment = moment;
        Writer = turn.Buffer.Writer;
        Id = turn.Id;
        Ordinal = turn.Ordinal;
        (Info, UserInput) = (turn.Info, turn.UserInput);
        _startedAt = turn.StartedAt.UtcTicks;
        Span = turn.Span;
        UtterancesArePersonal = turn.UtterancesArePersonal;
        (AgentName, Continues) = (turn.AgentName, turn.Continues);
        if (HasEnded)
        {
            // First: a change that comes meanwhile may be in an older revision, and is in its own; one that claims it without having it would hide it.
            Revision = turn.Revision;
            (AgentResponse, Usage, Latency, _endedAt) = (turn.AgentResponse, turn.Usage, turn.Latency, turn.EndedAt?.UtcTicks ?? 0);
            (Outcome, CancelReason) = (turn.Outcome, turn.CancelReason);
            (Error, ErrorType, FinishReason) = (turn.Error, turn.ErrorType, turn.FinishReason);
            (_playback, Stages, Said) = (turn.Playback, turn.Stages, turn.Said);
            (WaitsFor, WaitingSince, Waited) = (turn.WaitsFor, turn.WaitingSince, turn.Waited);
        }
    }

    /// <summary>The conversation it belongs to.</summary>
    public string ConversationId => Writer.ConversationId;

    /// <summary>The turn's id, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>Its place among the turns of this opening, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>What the user said; empty where the agent spoke first.</summary>
    public MaskedText UserInput { get; }

    /// <summary>What the host told of the input; null where it told nothing but the words.</summary>
    public TurnInfo? Info { get; }

    /// <summary>What the agent answered; empty at its beginning.</summary>
    public MaskedText AgentResponse { get; }

    /// <summary>What it took of language models; null at its beginning, and where it was not told.</summary>
    public ModelUsage? Usage { get; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt => new(_startedAt, TimeSpan.Zero);

    /// <summary>From the user's input to the agent's answer; null at its beginning, and where there was no answer.</summary>
    public TimeSpan? Latency { get; }

    /// <summary>
    /// How long the user waited: to the first byte of the answer's audio where that is known (<see cref="TurnStages.FirstByte"/>), else <see cref="Latency"/>.
    /// Null where the user said nothing, as in a greeting, and where there was no answer by then.
    /// </summary>
    public TimeSpan? ResponseTime => Functions.ResponseTime.Of(
        Functions.ResponseTime.Counts(UserInput, Info?.Kind, CancelReason is not null, UtterancesArePersonal), Latency, Stages);

    /// <summary>When it ended, in UTC; null at its beginning, and where the conversation ended before it did.</summary>
    public DateTimeOffset? EndedAt => _endedAt == 0 ? null : new DateTimeOffset(_endedAt, TimeSpan.Zero);

    /// <summary>How it ended; null at its beginning, and where it was disposed without an outcome.</summary>
    public TurnOutcome? Outcome { get; }

    /// <summary>Why it was canceled; null where it was not. Visible to every reader.</summary>
    public CancelReason? CancelReason { get; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; }

    /// <summary>Whether the user talked over the answer; false at its beginning, and where it was not reported by then.</summary>
    public bool IsInterrupted => _playback is { IsInterrupted: true };

    /// <summary>The part of the answer that the user heard before the interruption, as the host reported it; empty where it did not.</summary>
    public MaskedText Heard => _playback?.ReportedOf(AgentResponse) ?? default;

    /// <summary>How long the answer had played by then; null where not known.</summary>
    public TimeSpan? InterruptedAfter => _playback?.After;

    /// <inheritdoc cref="Turn.Streamed"/>
    public MaskedText Streamed => _playback?.Streamed ?? default;

    /// <summary>The answer part by part, as it was said, with fillers; none at its beginning.</summary>
    public IReadOnlyList<SaidPart> Said { get; } = [];

    /// <summary>How long its stages took; null at its beginning, and where none was reported by then.</summary>
    public TurnStages? Stages { get; }

    /// <inheritdoc cref="Turn.AgentName"/>
    public string? AgentName { get; }

    /// <inheritdoc cref="Turn.WaitsFor"/>
    public TurnWait? WaitsFor { get; }

    /// <inheritdoc cref="Turn.WaitingSince"/>
    public DateTimeOffset? WaitingSince { get; }

    /// <inheritdoc cref="Turn.Waited"/>
    public TimeSpan? Waited { get; }

    /// <inheritdoc cref="Turn.Continues"/>
    internal TurnChoice? Continues { get; }

    internal SnapshotMoment Moment { get; }

    internal bool HasEnded => Moment != SnapshotMoment.Began;

    internal EntryWriter Writer { get; }

    /// <inheritdoc cref="Turn.Revision"/>
    internal int Revision { get; }

    internal bool UtterancesArePersonal { get; }

    internal TraceSpan Span { get; }

    /// <summary>The turn itself. Null in the beginning of one that has ended.</summary>
    internal Turn? Turn => _turn;

    /// <summary>Called at the end of the turn that this is the beginning of: while it waits for a sink, it must not keep all that was logged.</summary>
    internal void LetGo() => _turn = null;

    /// <summary>Its place among the turns, and the type of what it failed with.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Turn {Ordinal}{(ErrorType is null ? "" : $" ({ErrorType})")}");

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what everyone may see of the turn itself.</summary>
    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        writer.WriteNumber("ordinal", Ordinal);
        VisibleJson.Text(writer, "agent_name", AgentName);
        VisibleJson.Utterance(writer, "user_input", UserInput, UtterancesArePersonal);
        VisibleJson.Utterance(writer, "agent_response", AgentResponse, UtterancesArePersonal);
        Usage?.WriteAsUsage(writer);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "latency_ms", Latency);
        VisibleJson.Milliseconds(writer, "response_ms", ResponseTime);
        VisibleJson.Time(writer, "ended_at", EndedAt);
        VisibleJson.Outcome(writer, Outcome, CancelReason);
        WaitsFor?.WriteAsWait(writer);
        VisibleJson.Time(writer, "waiting_since", WaitingSince);
        VisibleJson.Milliseconds(writer, "waited_ms", Waited);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        VisibleJson.Text(writer, "finish_reason", FinishReason);
        VisibleJson.Interruption(writer, IsInterrupted, Heard, InterruptedAfter, Streamed, UtterancesArePersonal);
        Info?.WriteProperties(writer);
        SaidPart.WriteAll(writer, Said, UtterancesArePersonal);
        Stages?.WriteAsStages(writer);
    }
}
