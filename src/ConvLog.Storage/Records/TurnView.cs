namespace ConvLog.Records;

/// <summary>A turn as one reader may see it, with its function events and its log outside of them.</summary>
public sealed record TurnView
{
    internal TurnView()
    {
    }

    /// <summary>Creates a view with the properties that every reader may see. The privacy gate adds the others one by one.</summary>
    /// <param name="turn">The record.</param>
    internal TurnView(TurnRecord turn)
    {
        Id = turn.Id;
        Usage = turn.Usage;
        StartedAt = turn.StartedAt;
        Latency = turn.Latency;
        EndedAt = turn.EndedAt;
        ErrorType = turn.ErrorType;
        FinishReason = turn.FinishReason;
        CancelReason = turn.CancelReason;
        IsInterrupted = turn.IsInterrupted;
        InterruptedAfter = turn.InterruptedAfter;
        InputKind = turn.InputKind;
        InputAt = turn.InputAt;
        SpeechStartedAt = turn.SpeechStartedAt;
        SpeechEndedAt = turn.SpeechEndedAt;
        Language = turn.Language;
        Confidence = turn.Confidence;
        Stages = turn.Stages;
        AgentName = turn.AgentName;
        WaitsFor = turn.WaitsFor;
        WaitingSince = turn.WaitingSince;
        Waited = turn.Waited;
        ContinuesTurnId = turn.ContinuesTurnId;
    }

    /// <summary>The turn's random id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Its ordinal in the conversation, from 1.</summary>
    public int Ordinal { get; internal init; }

    /// <summary>What the user said; empty if the agent spoke first.</summary>
    public VisibleText UserInput { get; internal init; }

    /// <summary>What the agent answered; empty if it did not.</summary>
    public VisibleText AgentResponse { get; internal init; }

    /// <summary>
    /// Whether a person answered: when the turn began, the conversation was handed off and not yet handed back, by the handoffs logged outside of the turn.
    /// </summary>
    public bool IsAnsweredByPerson { get; internal init; }

    /// <summary>The name of that person; null if unknown, or if the agent answered.</summary>
    public VisibleText? AnsweredBy { get; internal init; }

    /// <summary>The agent that answered, if there are several; null if the host did not say.</summary>
    public string? AgentName { get; internal init; }

    /// <summary>The event that the turn waits for, even if it has waited too long; null if it does not wait.</summary>
    public TurnWait? WaitsFor { get; internal init; }

    /// <summary>When the current wait began, in UTC; null if it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; internal init; }

    /// <summary>The total time of earlier waits; null if there were none. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited { get; internal init; }

    /// <summary>The ID of the turn that it was meant to continue, but that was already answered or had waited too long; null for none.</summary>
    public string? ContinuesTurnId { get; internal init; }

    /// <summary>The language model usage of the turn; null if unknown.</summary>
    public ModelUsage? Usage { get; internal init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>The time from the user's input to the agent's answer; null if there is none.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>
    /// How long the user waited: until the first byte of the answer's audio if known (<see cref="TurnStages.FirstByte"/>), otherwise <see cref="Latency"/>.
    /// Null if the user said nothing, as before a greeting, and while there is no answer.
    /// </summary>
    public TimeSpan? ResponseTime { get; internal init; }

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>Whether the conversation ended before the turn did.</summary>
    public bool IsAbandoned => Outcome == TurnOutcome.Abandoned;

    /// <summary>The outcome; null while it is open, and if it ended without an outcome.</summary>
    public TurnOutcome? Outcome { get; internal init; }

    /// <summary>Why it was canceled; null if it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>Why the model stopped before the end of its answer: <c>refusal</c> or <c>content_filter</c>; null if it did not.</summary>
    public string? FinishReason { get; internal init; }

    /// <summary>The error text of a failed turn; null if it did not fail with an error.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception with which it failed.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The durations of its stages; null if none was reported.</summary>
    public TurnStages? Stages { get; internal init; }

    /// <summary>Whether the user interrupted the answer.</summary>
    public bool IsInterrupted { get; internal init; }

    /// <summary>
    /// The part of the answer that the user heard before the interruption; null without an interruption, or if the host did not report it.
    /// </summary>
    public VisibleText? Heard { get; internal init; }

    /// <summary>How long the answer had played before the interruption; null if unknown.</summary>
    public TimeSpan? InterruptedAfter { get; internal init; }

    /// <summary>The part of the answer that was streamed before the user interrupted or disconnected; null if none or all of it was streamed.</summary>
    public VisibleText? Streamed { get; internal init; }

    /// <summary>The parts of the answer in the order in which they were said, including fillers.</summary>
    public IReadOnlyList<SaidPartView> Said { get; internal init; } = [];

    /// <summary>How the user entered the input; null if unknown.</summary>
    public TurnInputKind? InputKind { get; internal init; }

    /// <summary>When the input last changed, in UTC; null if it is unchanged since the start of the turn.</summary>
    public DateTimeOffset? InputAt { get; internal init; }

    /// <summary>When the user began to speak, in UTC by the host's clock; null if unknown.</summary>
    public DateTimeOffset? SpeechStartedAt { get; internal init; }

    /// <summary>When the user stopped speaking, in UTC by the host's clock; null if unknown.</summary>
    public DateTimeOffset? SpeechEndedAt { get; internal init; }

    /// <summary>The language of the input, as a BCP 47 tag; null if unknown.</summary>
    public string? Language { get; internal init; }

    /// <summary>The confidence of the transcript, 0 to 1; null if unknown.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>The author of the input in a conversation of several users; null if unknown.</summary>
    public VisibleText? Author { get; internal init; }

    /// <summary>Whether it failed: it has an error or an error type.</summary>
    public bool HasFailed => Error is not null || ErrorType is not null;

    /// <summary>
    /// Its model calls, in the order in which they began. If the host reported only <see cref="Usage"/>, one call that has this usage.
    /// </summary>
    public IReadOnlyList<ModelCallView> ModelCalls { get; internal init; } = [];

    /// <summary>Its function events, in the order in which they began.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; internal init; } = [];

    /// <summary>The log of the turn outside any function event.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses logged in the turn outside any function event.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of state made in the turn outside any function event.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The ratings, at most one per source.</summary>
    public IReadOnlyList<FeedbackView> Feedback { get; internal init; } = [];

    /// <summary>The improved answers.</summary>
    public IReadOnlyList<AnnotationView> Annotations { get; internal init; } = [];

    /// <summary>The scores of the turn itself, including its ratings, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];

    /// <summary>The labels of the turn, oldest first.</summary>
    public IReadOnlyList<LabelView> Labels { get; internal init; } = [];

    /// <summary>A copy with its utterances, ratings, improved answers, labels and function calls, but without log, arguments, results and scores.</summary>
    internal TurnView Outline() => this with
    {
        ModelCalls = [],
        FunctionEvents = [.. FunctionEvents.Select(static call => call with
        {
            Arguments = default,
            Result = null,
            Handoff = null,
            Entries = [],
            ApiResponses = [],
            StateChanges = [],
            Scores = [],
        })],
        Entries = [],
        ApiResponses = [],
        StateChanges = [],
        Scores = [],
    };

    /// <summary>The approximate number of characters of an outline: its texts, and an allowance for each function call.</summary>
    internal int OutlineLength => UserInput.Text.Length + AgentResponse.Text.Length + (Heard?.Text.Length ?? 0) + (Streamed?.Text.Length ?? 0)
        + Said.Sum(static part => part.Text.Text.Length)
        + Feedback.Sum(static rating => rating.Comment?.Text.Length ?? 0)
        + Annotations.Sum(static annotation => annotation.ImprovedAnswer.Text.Length)
        + FunctionEvents.Sum(static call => 256 + (call.Error?.Text.Length ?? 0));
}
