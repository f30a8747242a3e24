using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>One turn as it stands. Identity: <see cref="Id"/>; a higher <see cref="Revision"/> replaces a lower one.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnRecord>))]
public sealed partial record TurnRecord : WrittenRecord
{
    /// <summary>The turn's random id.</summary>
    public required string Id { get; init; }

    /// <summary>How often it had changed; of two with one identity the higher stays, and of equals the first.</summary>
    public int Revision { get; init; }

    /// <summary>What the user said.</summary>
    public MaskedText UserInput { get; init; }

    /// <summary>What the agent answered.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>What it took of a language model; null where not told.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the user's input to the agent's answer; null until then.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>
    /// How long the user waited: to the first byte of the answer's audio where that is known (<see cref="TurnStages.FirstByte"/>), else <see cref="Latency"/>.
    /// Null where the user said nothing, as in a greeting, and where there was no answer by then. Computed: it is no property of what is stored.
    /// </summary>
    public TimeSpan? ResponseTime => ResponseTimeOf(UtterancesArePersonal.Value);

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception it failed with. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; init; }

    /// <summary>Whether the model, or what guards it, refused to answer.</summary>
    internal bool IsRefused => Turn.IsRefusal(FinishReason);

    /// <summary>Why it was canceled; null where it was not. Visible.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>Whether its opening ended before it did, and told so. Of a turn whose opening did not come to its end, it is false.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>The agent that answered it, where several do; null where the host did not say. Visible.</summary>
    public string? AgentName { get; init; }

    /// <summary>What it waits for; null while it does not wait. Visible.</summary>
    public TurnWait? WaitsFor { get; init; }

    /// <summary>Since when it waits, in UTC; null while it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>How long it waited before, in all; null where it did not. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>
    /// The ID of the turn that it was to continue, which had been answered or had waited for too long; null for none. Visible.
    /// </summary>
    public string? ContinuesTurnId { get; init; }

    /// <summary>The turn that it continues, as long as it was not looked for. A field: it is no property of what is stored.</summary>
    internal TurnChoice? Choice;

    internal override TurnChoice? Chosen => Choice;

    /// <summary>When it ended, or began to wait; null while it is at work.</summary>
    internal DateTimeOffset? LastAt => EndedAt ?? (Outcome == TurnOutcome.Waiting ? WaitingSince : null);

    /// <summary>How it ended, as the other properties tell; null while it is open and does not wait, and where it ended without an outcome.</summary>
    public TurnOutcome? Outcome
        => CancelReason is not null ? TurnOutcome.Canceled
        : HasFailed ? TurnOutcome.Failed
        : IsAbandoned ? TurnOutcome.Abandoned
        : WaitsFor is not null && EndedAt is null ? TurnOutcome.Waiting
        : Latency is not null ? TurnOutcome.Completed
        : null;

    /// <summary>Whether the user talked over the answer.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The part of the answer that the user heard before the interruption, as the host reported it; empty where it did not.</summary>
    public MaskedText Heard { get; init; }

    /// <summary>How long the answer had played by then; null where not known.</summary>
    public TimeSpan? InterruptedAfter { get; init; }

    /// <summary>The part of the answer that was streamed when the user interrupted it, or left; empty where nothing was, or all.</summary>
    public MaskedText Streamed { get; init; }

    /// <summary>The answer part by part, as it was said, with fillers.</summary>
    public IReadOnlyList<SaidPart> Said { get; init; } = [];

    /// <summary>How the input came; null where not told.</summary>
    public TurnInputKind? InputKind { get; init; }

    /// <summary>When the input changed last, in UTC; null where it is what the turn began with.</summary>
    public DateTimeOffset? InputAt { get; init; }

    /// <summary>When the user began to speak, in UTC by the host's clock; null where not known.</summary>
    public DateTimeOffset? SpeechStartedAt { get; init; }

    /// <summary>When the user stopped, in UTC by the host's clock; null where not known.</summary>
    public DateTimeOffset? SpeechEndedAt { get; init; }

    /// <summary>The language of the input, as a BCP 47 tag; null where not known. Visible.</summary>
    public string? Language { get; init; }

    /// <summary>How sure the transcript is, from 0 to 1, with six digits; null where not known.</summary>
    public double? Confidence { get; init => field = value is >= 0 and <= 1 ? Math.Round(value.Value, 6) : null; }

    /// <summary>Who of several users wrote or spoke the input; null where not told. Personal data.</summary>
    public string? Author { get; init; }

    /// <summary>How long its stages took; null where not told.</summary>
    public TurnStages? Stages { get; init; }

    /// <summary>What was told of it by others than its opening, and is in the other properties; null for nothing.</summary>
    internal LateChanges? Late { get; init; }

    /// <summary>
    /// How it ended, as a reader sees it: a turn without an end is abandoned once its conversation has ended; one that waits, once it has for too long.
    /// </summary>
    /// <param name="hasEnded">Whether the conversation has ended.</param>
    /// <param name="waitingSince">A turn that has waited since then, or for longer, is abandoned; null for none.</param>
    internal TurnOutcome? OutcomeIn(bool hasEnded, DateTimeOffset? waitingSince)
        => Outcome == TurnOutcome.Waiting ? WaitingSince <= waitingSince ? TurnOutcome.Abandoned : TurnOutcome.Waiting
        : Outcome ?? (EndedAt is null && hasEnded ? TurnOutcome.Abandoned : null);

    /// <summary>Whether it failed: it has an error or an error type.</summary>
    internal bool HasFailed => Error is not null || ErrorType is not null;

    /// <summary>Whether all that is said is personal in the host it comes from. A field: it is no property of what is stored.</summary>
    internal Aside UtterancesArePersonal;

    /// <summary>Whether its response time counts: the user said something.</summary>
    /// <param name="utterancesArePersonal">Whether all that is said is personal, and not only what is masked.</param>
    internal bool CountsResponse(bool utterancesArePersonal)
        => Functions.ResponseTime.Counts(UserInput, InputKind, CancelReason is not null, utterancesArePersonal);

    /// <summary><see cref="ResponseTime"/>, as <see cref="CountsResponse"/> has it.</summary>
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
