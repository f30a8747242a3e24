using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>The current state of one turn. Identity: <see cref="Id"/>; a higher <see cref="Revision"/> replaces a lower one.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnRecord>))]
public sealed partial record TurnRecord : WrittenRecord
{
    /// <summary>The turn's random id.</summary>
    public required string Id { get; init; }

    /// <summary>The number of changes; of two records with the same identity the higher revision is kept, of equal ones the first.</summary>
    public int Revision { get; init; }

    /// <summary>What the user said.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>What the agent answered.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>The language model usage of the turn; null if unknown.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The time from the user's input to the agent's answer; null until then.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>
    /// How long the user waited: until the first byte of the answer's audio if known (<see cref="TurnStages.FirstByte"/>), otherwise <see cref="Latency"/>.
    /// Null if the user said nothing, as before a greeting, and while there is no answer. Computed, not stored.
    /// </summary>
    public TimeSpan? ResponseTime => ResponseTimeOf(UtterancesArePersonal.Value);

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The error text of a failed turn; null if it did not fail with an error. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception with which it failed. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; init; }

    /// <summary>Whether the model, or a content filter, refused to answer.</summary>
    internal bool IsRefused => Turn.IsRefusal(FinishReason);

    /// <summary>Why it was canceled; null if it was not. Visible.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>
    /// Whether its opening ended before the turn did, and reported that. False for a turn whose opening was interrupted without an end.
    /// </summary>
    public bool IsAbandoned { get; init; }

    /// <summary>The agent that answered, if there are several; null if the host did not say. Visible.</summary>
    public string? AgentName { get; init; }

    /// <summary>The event that the turn waits for; null while it does not wait. Visible.</summary>
    public TurnWait? WaitsFor { get; init; }

    /// <summary>When the current wait began, in UTC; null while it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The total time of earlier waits; null if there were none. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>
    /// The ID of the turn that it was meant to continue, but that was already answered or had waited too long; null for none. Visible.
    /// </summary>
    public string? ContinuesTurnId { get; init; }

    /// <summary>The turn to continue, until the store has found it. A field, because it is not a part of the stored value.</summary>
    internal TurnChoice? Choice;

    internal override TurnChoice? Chosen => Choice;

    /// <summary>When it ended or began to wait; null while it is in progress.</summary>
    internal DateTimeOffset? LastAt => EndedAt ?? (Outcome == TurnOutcome.Waiting ? WaitingSince : null);

    /// <summary>
    /// The outcome, computed from the other properties; null while the turn is open and does not wait, and if it ended without an outcome.
    /// </summary>
    public TurnOutcome? Outcome
        => CancelReason is not null ? TurnOutcome.Canceled
        : HasFailed ? TurnOutcome.Failed
        : IsAbandoned ? TurnOutcome.Abandoned
        : WaitsFor is not null && EndedAt is null ? TurnOutcome.Waiting
        : Latency is not null ? TurnOutcome.Completed
        : null;

    /// <summary>Whether the user interrupted the answer.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The part of the answer that the user heard before the interruption; empty if the host did not report it.</summary>
    public MaskedText Heard { get; init; }

    /// <summary>How long the answer had played before the interruption; null if unknown.</summary>
    public TimeSpan? InterruptedAfter { get; init; }

    /// <summary>The part of the answer that was streamed before the user interrupted or disconnected; empty if none or all of it was streamed.</summary>
    public MaskedText Streamed { get; init; }

    /// <summary>The parts of the answer in the order in which they were said, including fillers.</summary>
    public IReadOnlyList<SaidPart> Said { get; init; } = [];

    /// <summary>How the user entered the input; null if unknown.</summary>
    public TurnInputKind? InputKind { get; init; }

    /// <summary>When the input last changed, in UTC; null if it is unchanged since the start of the turn.</summary>
    public DateTimeOffset? InputAt { get; init; }

    /// <summary>When the user began to speak, in UTC by the host's clock; null if unknown.</summary>
    public DateTimeOffset? SpeechStartedAt { get; init; }

    /// <summary>When the user stopped speaking, in UTC by the host's clock; null if unknown.</summary>
    public DateTimeOffset? SpeechEndedAt { get; init; }

    /// <summary>The language of the input, as a BCP 47 tag; null if unknown. Visible.</summary>
    public string? Language { get; init; }

    /// <summary>The confidence of the transcript, 0 to 1, rounded to six decimals; null if unknown.</summary>
    public double? Confidence { get; init => field = value is >= 0 and <= 1 ? Math.Round(value.Value, 6) : null; }

    /// <summary>The author of the input in a conversation of several users; null if unknown. Personal data.</summary>
    public string? Author { get; init; }

    /// <summary>The durations of its stages; null if unknown.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>The changes that others than its opening made, already applied to the other properties; null for none.</summary>
    internal LateChanges? Late { get; init; }

    /// <summary>
    /// The outcome as a reader sees it: a turn without an end is abandoned once its conversation has ended, and a waiting turn after too long a wait.
    /// </summary>
    /// <param name="hasEnded">Whether the conversation has ended.</param>
    /// <param name="waitingSince">Turns that have been waiting since this time or longer are abandoned; null for none.</param>
    internal TurnOutcome? OutcomeIn(bool hasEnded, DateTimeOffset? waitingSince)
        => Outcome == TurnOutcome.Waiting ? WaitingSince <= waitingSince ? TurnOutcome.Abandoned : TurnOutcome.Waiting
        : Outcome ?? (EndedAt is null && hasEnded ? TurnOutcome.Abandoned : null);

    /// <summary>Whether it failed: it has an error or an error type.</summary>
    internal bool HasFailed => Error is not null || ErrorType is not null;

    /// <summary>Whether the host treats all utterances as personal. A field, because it is not a part of the stored value.</summary>
    internal EqualityNeutral UtterancesArePersonal;

    /// <summary>Whether its response time counts, because the user said something.</summary>
    /// <param name="utterancesArePersonal">Whether all utterances are personal, not only masked ones.</param>
    internal bool CountsResponse(bool utterancesArePersonal)
        => Functions.ResponseTime.Counts(UserInput, InputKind, CancelReason is not null, utterancesArePersonal);

    /// <summary>The <see cref="ResponseTime"/>; null if <see cref="CountsResponse"/> is false.</summary>
    internal TimeSpan? ResponseTimeOf(bool utterancesArePersonal) => Functions.ResponseTime.Of(CountsResponse(utterancesArePersonal), Latency, Stages);

    internal override long VariableBytes => MemorySize.Of(UserInput) + MemorySize.Of(AgentResponse) + MemorySize.Of(Heard) + MemorySize.Of(Error)
        + MemorySize.Of(Streamed) + MemorySize.Of(Language) + MemorySize.Of(FinishReason) + MemorySize.Of(Author)
        + MemorySize.Of(AgentName)
        + Said.Sum(static part => MemorySize.Of(part.Text))
        + (Late?.Texts(AgentResponse).Sum(static text => MemorySize.Of(text)) ?? 0);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Utterance(writer, "user_input", UserInput, UtterancesArePersonal.Value);
        VisibleJson.Utterance(writer, "agent_response", AgentResponse, UtterancesArePersonal.Value);
        Usage?.WriteAsUsage(writer);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "latency_ms", Latency);
        VisibleJson.Milliseconds(writer, "response_ms", ResponseTime);
        VisibleJson.Time(writer, "ended_at", EndedAt);
        VisibleJson.Outcome(writer, Outcome, CancelReason);
        VisibleJson.Text(writer, "agent_name", AgentName);
        WaitsFor?.WriteAsWait(writer);
        VisibleJson.Time(writer, "waiting_since", WaitingSince);
        VisibleJson.Milliseconds(writer, "waited_ms", Waited);
        VisibleJson.Text(writer, "continues_turn_id", ContinuesTurnId);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        VisibleJson.Text(writer, "finish_reason", FinishReason);
        VisibleJson.Interruption(writer, IsInterrupted, Heard, InterruptedAfter, Streamed, UtterancesArePersonal.Value);
        InputOf(this).WriteProperties(writer);
        SaidPart.WriteAll(writer, Said, UtterancesArePersonal.Value);
        Stages?.WriteAsStages(writer);
    }

    private static TurnInfo InputOf(TurnRecord turn) => new()
    {
        Kind = turn.InputKind,
        InputAt = turn.InputAt,
        SpeechStartedAt = turn.SpeechStartedAt,
        SpeechEndedAt = turn.SpeechEndedAt,
        Language = turn.Language,
        Confidence = turn.Confidence,
        Author = turn.Author,
    };
}
