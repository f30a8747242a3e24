using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>The state of a turn when it began, ended or changed after its end, without the entries logged in it. Immutable.</summary>
/// <remarks>A snapshot of an ended turn keeps the turn's entries in memory as long as the snapshot itself is kept.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<TurnSnapshot>))]
public sealed class TurnSnapshot : IVisible
{
    // Every turn and function event needs two snapshots, so times are stored compactly.
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
            // Read first: a concurrent change may then also be in an older revision, which is harmless; a revision without its change would hide the change.
            Revision = turn.Revision;
            (AgentResponse, Usage, Latency, _endedAt) = (turn.AgentResponse, turn.Usage, turn.Latency, turn.EndedAt?.UtcTicks ?? 0);
            (Outcome, CancelReason) = (turn.Outcome, turn.CancelReason);
            (Error, ErrorType, FinishReason) = (turn.Error, turn.ErrorType, turn.FinishReason);
            (_playback, Stages, Said) = (turn.Playback, turn.Stages, turn.Said);
            (WaitsFor, WaitingSince, Waited) = (turn.WaitsFor, turn.WaitingSince, turn.Waited);
        }
    }

    /// <summary>The ID of the conversation.</summary>
    public string ConversationId => Writer.ConversationId;

    /// <summary>The turn's ID, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>The position among the turns of this opening, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>The user's input; empty if the agent spoke first.</summary>
    public MaskedText UserInput { get; }

    /// <summary>The details of the input; null if the host gave only its text.</summary>
    public TurnInfo? Info { get; }

    /// <summary>The agent's answer; empty at its beginning.</summary>
    public MaskedText AgentResponse { get; }

    /// <summary>The tokens and cost of the turn; null at its beginning, and if unknown.</summary>
    public ModelUsage? Usage { get; }

    /// <summary>The time when the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt => new(_startedAt, TimeSpan.Zero);

    /// <summary>The time from the user's input to the agent's answer; null at its beginning, and if there was no answer.</summary>
    public TimeSpan? Latency { get; }

    /// <summary>
    /// How long the user waited: to the first byte of the answer's audio if known (<see cref="TurnStages.FirstByte"/>), otherwise <see cref="Latency"/>. Null
    /// if the user said nothing, as before a greeting, and if there was no answer yet.
    /// </summary>
    public TimeSpan? ResponseTime => Functions.ResponseTime.Of(
        Functions.ResponseTime.Counts(UserInput, Info?.Kind, CancelReason is not null, UtterancesArePersonal), Latency, Stages);

    /// <summary>The time when it ended, in UTC; null at its beginning, and if the conversation ended first.</summary>
    public DateTimeOffset? EndedAt => _endedAt == 0 ? null : new DateTimeOffset(_endedAt, TimeSpan.Zero);

    /// <summary>The outcome; null at its beginning, and if it was disposed without an outcome.</summary>
    public TurnOutcome? Outcome { get; }

    /// <summary>The reason for the cancellation; null if it was not canceled. Visible to every reader.</summary>
    public CancelReason? CancelReason { get; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; }

    /// <summary>Whether the user interrupted the answer; false at its beginning, and if not reported yet.</summary>
    public bool IsInterrupted => _playback is { IsInterrupted: true };

    /// <summary>The part of the answer that the user heard before the interruption, as reported by the host; empty if not reported.</summary>
    public MaskedText Heard => _playback?.HeardPartOf(AgentResponse) ?? default;

    /// <summary>How long the answer had played when the user interrupted it; null if unknown.</summary>
    public TimeSpan? InterruptedAfter => _playback?.After;

    /// <inheritdoc cref="Turn.Streamed"/>
    public MaskedText Streamed => _playback?.Streamed ?? default;

    /// <summary>The parts of the answer as they were spoken, including fillers; empty at its beginning.</summary>
    public IReadOnlyList<SaidPart> Said { get; } = [];

    /// <summary>The durations of the turn's stages; null at its beginning, and if not reported yet.</summary>
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

    /// <summary>The turn itself; null in the beginning of a turn that has ended.</summary>
    internal Turn? Turn => _turn;

    /// <summary>Called on the snapshot of the beginning when the turn ends: while queued, it must not keep the turn's entries in memory.</summary>
    internal void ReleaseTurn() => _turn = null;

    /// <summary>The ordinal, and the type of the exception that it failed with.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Turn {Ordinal}{(ErrorType is null ? "" : $" ({ErrorType})")}");

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the visible properties of the turn itself.</summary>
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
