using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A function event as one reader may see it, with what was logged in it.</summary>
public sealed record FunctionEventView
{
    internal FunctionEventView()
    {
    }

    /// <summary>A function event with the properties that every reader may see. The others pass the gate one by one.</summary>
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

    /// <summary>The event it was called from; null at the top.</summary>
    public string? ParentId { get; internal init; }

    /// <summary>The ordinal of its turn; 0 outside any.</summary>
    public int TurnOrdinal { get; internal init; }

    /// <summary>The function's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The id by which the model refers to the call.</summary>
    public string? CallId { get; internal init; }

    /// <summary>The id of the model call that asked for it; null where none did.</summary>
    public string? ModelCallId { get; internal init; }

    /// <summary>Which attempt at the same work it was, from 1; null where not told.</summary>
    public int? Attempt { get; internal init; }

    /// <summary>What it was called with.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Arguments { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it ran; null while it runs, and where it was abandoned, not observed or hosted.</summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; internal init; }

    /// <summary>Whether it failed or was abandoned.</summary>
    public bool IsProblem => Outcome.IsProblem();

    /// <summary>Why it was canceled; null where it was not.</summary>
    public CancelReason? CancelReason { get; internal init; }

    /// <summary>Whether nothing saw it run: that it completed is what the model got to read, and how long it took is not known.</summary>
    public bool IsUnobserved { get; internal init; }

    /// <summary>Whether the model's service ran it itself, as it does web searches: how long it took is not known.</summary>
    public bool IsHosted { get; internal init; }

    /// <summary>The name of the server whose tool it is; null for a function of the host, and where not known.</summary>
    public string? ServerName { get; internal init; }

    /// <summary>That someone was asked whether it may run, and what they said; null where nobody was.</summary>
    public ApprovalView? Approval { get; internal init; }

    /// <summary>What it returned, under the key <c>result</c>; null where it returned nothing.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogField? Result { get; internal init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public VisibleText? Error { get; internal init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; internal init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null where nothing was traced.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null where nothing was traced.</summary>
    public string? SpanId { get; internal init; }

    /// <summary>To whom it handed the conversation off; null where it did not.</summary>
    public Handoff? Handoff { get; internal init; }

    /// <summary>The entries this reader may see, in order.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses this reader may see, in order.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of the conversation's state made in it.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The numbers of logged, dropped and truncated entries that this reader may see.</summary>
    public LossCounts Losses { get; internal init; } = LossCounts.None;

    /// <summary>Its scores, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];
}
