namespace ConvLog.Records;

/// <summary>A model call as one reader may see it.</summary>
public sealed record ModelCallView
{
    internal ModelCallView()
    {
    }

    /// <summary>A model call with the properties that every reader may see. The others pass the gate one by one.</summary>
    /// <param name="call">The record: its end, or its beginning where it has none.</param>
    internal ModelCallView(ModelCallRecord call)
    {
        Id = call.ModelCallId;
        FunctionEventId = call.FunctionEventId;
        Model = call.Model;
        Provider = call.Provider;
        Parameters = call.Parameters;
        StartedAt = call.StartedAt;
        Duration = call.Duration;
        TimeToFirstToken = call.TimeToFirstToken ?? call.Usage?.TimeToFirstToken;
        Chunks = call.Chunks;
        OmittedMessages = call.OmittedMessages;
        Usage = call.Usage;
        Kind = call.Kind;
        IsCached = call.IsCached;
        Purpose = call.Purpose;
        AgentName = call.AgentName;
        FinishReason = call.FinishReason;
        ResponseId = call.ResponseId;
        CancelReason = call.CancelReason;
        ErrorType = call.ErrorType;
        TraceId = call.TraceId;
        SpanId = call.SpanId;
    }

    /// <summary>The call's random id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The function event it was made in; null outside any.</summary>
    public string? FunctionEventId { get; internal init; }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; internal init; } = "";

    /// <summary>Who runs the model; null where not told.</summary>
    public string? Provider { get; internal init; }

    /// <summary>How it was asked; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took; null while it runs, where it was abandoned, and where it is only known what it took.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>From its beginning to the first part of the answer; null where not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; internal init; }

    /// <summary>How many parts of a streamed answer arrived.</summary>
    public int Chunks { get; internal init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; internal init; }

    /// <summary>Why it was canceled; null where it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>The messages of the request.</summary>
    public IReadOnlyList<ModelMessageView> Request { get; internal init; } = [];

    /// <summary>How many messages a limit omitted, from the middle of the request.</summary>
    public int OmittedMessages { get; internal init; }

    /// <summary>What the model answered; null where it did not, or that is not kept.</summary>
    public ModelMessageView? Response { get; internal init; }

    /// <summary>What it took; null where not told.</summary>
    public ModelUsage? Usage { get; internal init; }

    /// <summary>What the model was asked for.</summary>
    public ModelCallKind Kind { get; internal init; }

    /// <summary>Whether the answer comes from a cache of the host: it cost nothing.</summary>
    public bool IsCached { get; internal init; }

    /// <summary>What it was for, where it was no step to the answer: <c>judge</c>, <c>title</c>; null for a step to the answer.</summary>
    public string? Purpose { get; internal init; }

    /// <summary>The agent that asked, where several do; null where not told.</summary>
    public string? AgentName { get; internal init; }

    /// <summary>Why the model stopped, as its provider writes it; null where not told.</summary>
    public string? FinishReason { get; internal init; }

    /// <summary>The provider's id of the answer; null where not told.</summary>
    public string? ResponseId { get; internal init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null where nothing was traced.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null where nothing was traced.</summary>
    public string? SpanId { get; internal init; }

    /// <summary>Whether it failed or was abandoned.</summary>
    public bool IsProblem => Outcome.IsProblem();

    /// <summary>Its scores, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];
}
