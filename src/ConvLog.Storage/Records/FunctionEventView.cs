using System.Text.Json.Serialization;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>A function event as one reader may see it, with its log.</summary>
public sealed record FunctionEventView
{
    internal FunctionEventView()
    {
    }

    /// <summary>Creates a view with the properties that every reader may see. The privacy gate adds the others one by one.</summary>
    /// <param name="call">The record.</param>
    internal FunctionEventView(FunctionEventRecord call)
    {
        Id = call.Id;
        ParentId = call.ParentId;
        Name = call.Name;
        CallId = call.CallId;
        StartedAt = call.StartedAt;
        Duration = call.Duration;
        CancelReason = call.CancelReason;
        IsUnobserved = call.IsUnobserved;
        IsHosted = call.IsHosted;
        ServerName = call.ServerName;
        ErrorType = call.ErrorType;
        Attempt = call.Attempt;
        ModelCallId = call.ModelCallId;
        TraceId = call.TraceId;
        SpanId = call.SpanId;
    }

    /// <summary>The event's random id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The event from which it was called; null at the top level.</summary>
    public string? ParentId { get; internal init; }

    /// <summary>The ordinal of its turn; 0 outside turns.</summary>
    public int TurnOrdinal { get; internal init; }

    /// <summary>The function's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The ID by which the model refers to the call.</summary>
    public string? CallId { get; internal init; }

    /// <summary>The ID of the model call that requested it; null if no model call did.</summary>
    public string? ModelCallId { get; internal init; }

    /// <summary>The number of the attempt at the same work, from 1; null if unknown.</summary>
    public int? Attempt { get; internal init; }

    /// <summary>The arguments of the call.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Arguments { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it ran; null while it runs, and if it was abandoned, unobserved or hosted.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; internal init; }

    /// <summary>Whether it failed or was abandoned.</summary>
    public bool IsProblem => Outcome.IsProblem();

    /// <summary>Why it was canceled; null if it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>Whether its execution was not observed: it counts as completed because the model received a result, and its duration is unknown.</summary>
    public bool IsUnobserved { get; internal init; }

    /// <summary>Whether the model's service executed it, as for web searches: its duration is unknown.</summary>
    public bool IsHosted { get; internal init; }

    /// <summary>The name of the server that provides the tool; null for a function of the host, and if unknown.</summary>
    public string? ServerName { get; internal init; }

    /// <summary>The approval that was requested for the call, and the decision; null if no approval was requested.</summary>
    public ApprovalView? Approval { get; internal init; }

    /// <summary>The result, under the key <c>result</c>; null if it returned none.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogField? Result { get; internal init; }

    /// <summary>The error text of a failed call; null if there is none.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception with which it failed.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null without tracing.</summary>
    public string? SpanId { get; internal init; }

    /// <summary>The handoff of the conversation that the function made; null if it made none.</summary>
    public Handoff? Handoff { get; internal init; }

    /// <summary>The entries this reader may see, in order.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses this reader may see, in order.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of state that were made in it.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The numbers of logged, dropped and truncated entries that this reader may see.</summary>
    public LossCounts Losses { get; internal init; } = LossCounts.None;

    /// <summary>Its scores, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];
}
