using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>A model call as one reader may see it.</summary>
public sealed record ModelCallView
{
    internal ModelCallView()
    {
    }

    /// <summary>Creates a view with the properties that every reader may see. The privacy gate adds the others one by one.</summary>
    /// <param name="call">The record: the end of the call, or its beginning if it has no end.</param>
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

    /// <summary>The function event in which it was made; null outside function events.</summary>
    public string? FunctionEventId { get; internal init; }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; internal init; } = "";

    /// <summary>The provider of the model; null if unknown.</summary>
    public string? Provider { get; internal init; }

    /// <summary>The parameters of the request; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took; null while it runs, if it was abandoned, and if only its usage is known.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>The time from its beginning to the first part of the answer; null if not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; internal init; }

    /// <summary>The number of parts of a streamed answer that arrived.</summary>
    public int Chunks { get; internal init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; internal init; }

    /// <summary>Why it was canceled; null if it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>The messages of the request.</summary>
    public IReadOnlyList<ModelMessageView> Request { get; internal init; } = [];

    /// <summary>The number of messages that a limit omitted from the middle of the request.</summary>
    public int OmittedMessages { get; internal init; }

    /// <summary>The answer of the model; null if it did not answer, or the answer is not kept.</summary>
    public ModelMessageView? Response { get; internal init; }

    /// <summary>The usage; null if unknown.</summary>
    public ModelUsage? Usage { get; internal init; }

    /// <summary>The kind of output that was requested.</summary>
    public ModelCallKind Kind { get; internal init; }

    /// <summary>Whether the answer comes from a cache of the host: it cost nothing.</summary>
    public bool IsCached { get; internal init; }

    /// <summary>The purpose of a call that is not a step to the answer: <c>judge</c>, <c>title</c>; null for a step to the answer.</summary>
    public string? Purpose { get; internal init; }

    /// <summary>The agent that made the call, if there are several; null if unknown.</summary>
    public string? AgentName { get; internal init; }

    /// <summary>Why the model stopped, as its provider writes it; null if unknown.</summary>
    public string? FinishReason { get; internal init; }

    /// <summary>The provider's ID of the answer; null if unknown.</summary>
    public string? ResponseId { get; internal init; }

    /// <summary>The error text of a failed call; null if there is none.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception with which it failed.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null without tracing.</summary>
    public string? SpanId { get; internal init; }

    /// <summary>Whether it failed or was abandoned.</summary>
    public bool IsProblem => Outcome.IsProblem();

    /// <summary>Its scores, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];
}
