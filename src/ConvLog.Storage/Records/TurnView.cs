namespace ConvLog.Records;

/// <summary>A turn as one reader may see it, with its function events and what was logged outside of them.</summary>
public sealed record TurnView
{
    internal TurnView()
    {
    }

    /// <summary>A turn with the properties that every reader may see. The others pass the gate one by one.</summary>
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

    /// <summary>Its place in the conversation, from 1.</summary>
    public int Ordinal { get; internal init; }

    /// <summary>What the user said; empty where the agent spoke first.</summary>
    public VisibleText UserInput { get; internal init; }

    /// <summary>What the agent answered; empty where it did not.</summary>
    public VisibleText AgentResponse { get; internal init; }

    /// <summary>
    /// Whether a person answered it: when it began, the last hand-off outside of it had gone off, and not come back.
    /// </summary>
    public bool IsAnsweredByPerson { get; internal init; }

    /// <summary>The name of that person; null where it is not known, or the agent answered.</summary>
    public VisibleText? AnsweredBy { get; internal init; }

    /// <summary>The agent that answered it, where several do; null where the host did not say.</summary>
    public string? AgentName { get; internal init; }

    /// <summary>What it waits for, also where it has for too long; null where it does not wait.</summary>
    public TurnWait? WaitsFor { get; internal init; }

    /// <summary>Since when it waits, in UTC; null where it does not wait.</summary>
    public DateTimeOffset? WaitingSince { get; internal init; }

    /// <summary>How long it waited before, in all; null where it did not. <see cref="Latency"/> does not include it.</summary>
    public TimeSpan? Waited { get; internal init; }

    /// <summary>The ID of the turn that it was to continue, which had been answered or had waited for too long; null for none.</summary>
    public string? ContinuesTurnId { get; internal init; }

    /// <summary>What it took of a language model; null where not told.</summary>
    public ModelUsage? Usage { get; internal init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>From the user's input to the agent's answer; null where there was none.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>
    /// How long the user waited: to the first byte of the answer's audio where that is known (<see cref="TurnStages.FirstByte"/>), else <see cref="Latency"/>.
    /// Null where the user said nothing, as in a greeting, and where there was no answer by then.
    /// </summary>
    public TimeSpan? ResponseTime { get; internal init; }

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>Whether the conversation ended before the turn did.</summary>
    public bool IsAbandoned => Outcome == TurnOutcome.Abandoned;

    /// <summary>How it ended; null while it is open, and where it ended without an outcome.</summary>
    public TurnOutcome? Outcome { get; internal init; }

    /// <summary>Why it was canceled; null where it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>Why the model ended its answer, where it was not at its end: <c>refusal</c> or <c>content_filter</c>; null where it was.</summary>
    public string? FinishReason { get; internal init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>How long its stages took; null where none was reported.</summary>
    public TurnStages? Stages { get; internal init; }

    /// <summary>Whether the user talked over the answer.</summary>
    public bool IsInterrupted { get; internal init; }

    /// <summary>The part of the answer that the user heard before the interruption; null where there was none, or the host did not report it.</summary>
    public VisibleText? Heard { get; internal init; }

    /// <summary>How long the answer had played by then; null where not known.</summary>
    public TimeSpan? InterruptedAfter { get; internal init; }

    /// <summary>The part of the answer that was streamed when the user interrupted it, or left; null where nothing was, or all.</summary>
    public VisibleText? Streamed { get; internal init; }

    /// <summary>The answer part by part, as it was said, with fillers.</summary>
    public IReadOnlyList<SaidPartView> Said { get; internal init; } = [];

    /// <summary>How the input came; null where not told.</summary>
    public TurnInputKind? InputKind { get; internal init; }

    /// <summary>When the input changed last, in UTC; null where it is what the turn began with.</summary>
    public DateTimeOffset? InputAt { get; internal init; }

    /// <summary>When the user began to speak, in UTC by the host's clock; null where not known.</summary>
    public DateTimeOffset? SpeechStartedAt { get; internal init; }

    /// <summary>When the user stopped, in UTC by the host's clock; null where not known.</summary>
    public DateTimeOffset? SpeechEndedAt { get; internal init; }

    /// <summary>The language of the input, as a BCP 47 tag; null where not known.</summary>
    public string? Language { get; internal init; }

    /// <summary>How sure the transcript is, from 0 to 1; null where not known.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>Who of several users wrote or spoke the input; null where not told.</summary>
    public VisibleText? Author { get; internal init; }

    /// <summary>Whether it failed: it has an error or an error type.</summary>
    public bool HasFailed => Error is not null || ErrorType is not null;

    /// <summary>
    /// Its requests to language models, in the order they began. Where the host told nothing of them but <see cref="Usage"/>, one that has that.
    /// </summary>
    public IReadOnlyList<ModelCallView> ModelCalls { get; internal init; } = [];

    /// <summary>Its function events, in the order they began.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; internal init; } = [];

    /// <summary>The log of the turn outside any function event.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses logged in the turn outside any function event.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of state made in the turn outside any function event.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The ratings, at most one a source.</summary>
    public IReadOnlyList<FeedbackView> Feedback { get; internal init; } = [];

    /// <summary>Improved answers.</summary>
    public IReadOnlyList<AnnotationView> Annotations { get; internal init; } = [];

    /// <summary>The scores of the turn itself, its ratings among them, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];

    /// <summary>The labels of the turn, oldest first.</summary>
    public IReadOnlyList<LabelView> Labels { get; internal init; } = [];

    /// <summary>Its words, ratings, improved answers, labels and function calls, without log, arguments, results and scores.</summary>
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

    /// <summary>How many characters an outline has, roughly: its texts, and some for each function call.</summary>
    internal int OutlineLength => UserInput.Text.Length + AgentResponse.Text.Length + (Heard?.Text.Length ?? 0) + (Streamed?.Text.Length ?? 0)
        + Said.Sum(static part => part.Text.Text.Length)
        + Feedback.Sum(static rating => rating.Comment?.Text.Length ?? 0)
        + Annotations.Sum(static annotation => annotation.ImprovedAnswer.Text.Length)
        + FunctionEvents.Sum(static call => 256 + (call.Error?.Text.Length ?? 0));
}
