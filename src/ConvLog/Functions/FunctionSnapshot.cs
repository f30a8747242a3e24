using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>The state of a function event when it began, ended or reached an approval, without the entries logged in it. Immutable.</summary>
/// <remarks>A snapshot of an ended event keeps the event's entries in memory as long as the snapshot itself is kept.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<FunctionSnapshot>))]
public sealed class FunctionSnapshot : IVisible
{
    // Kept as ticks, as in TurnSnapshot.
    private readonly long _startedAt;
    private volatile FunctionEvent? _event;

    internal FunctionSnapshot(FunctionEvent call, SnapshotMoment moment)
    {
        _event = call;
        Writer = call.Buffer.Writer;
        Index = call.Index;
        Id = call.Id;
        TurnId = call.Turn?.Id;
        ParentId = call.Parent?.Id;
        Name = call.Name;
        CallId = call.CallId;
        ModelCallId = call.ModelCallId;
        Attempt = call.Attempt;
        Arguments = call.Arguments;
        _startedAt = call.StartedAt.UtcTicks;
        Moment = moment;
        Span = call.Span;
        if (moment != SnapshotMoment.Began)
        {
            Revision = call.Revision; // First, as in TurnSnapshot.
            (Outcome, Duration, Result, Error, ErrorType) = (call.Outcome, call.Duration, call.Result, call.Error, call.ErrorType);
            CancelReason = call.CancelReason;
            (IsUnobserved, IsHosted, ServerName) = (call.IsUnobserved, call.IsHosted, call.ServerName);
            Approval = call.Approval;
        }
    }

    /// <summary>The ID of the conversation.</summary>
    public string ConversationId => Writer.ConversationId;

    /// <summary>The event's ID, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>The ID of the turn it was called in; null outside any.</summary>
    public string? TurnId { get; }

    /// <summary>The ID of the event that was current when this one began; null if there was none.</summary>
    public string? ParentId { get; }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The ID by which the model refers to this call; null if the host gave none.</summary>
    public string? CallId { get; }

    /// <summary>The ID of the turn's model call that requested this function call; null if there is none.</summary>
    public string? ModelCallId { get; }

    /// <summary>The number of the attempt at the same work, from 1; null if unknown.</summary>
    public int? Attempt { get; }

    /// <summary>The function's arguments. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; }

    /// <summary>The time when it began, in UTC.</summary>
    public DateTimeOffset StartedAt => new(_startedAt, TimeSpan.Zero);

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The outcome; null until the event has ended.</summary>
    public FunctionOutcome? Outcome { get; }

    /// <inheritdoc cref="FunctionEvent.IsUnobserved"/>
    public bool IsUnobserved { get; }

    /// <inheritdoc cref="FunctionEvent.IsHosted"/>
    public bool IsHosted { get; }

    /// <inheritdoc cref="FunctionEvent.ServerName"/>
    public string? ServerName { get; }

    /// <inheritdoc cref="FunctionEvent.Approval"/>
    public FunctionApproval? Approval { get; }

    /// <inheritdoc cref="TurnSnapshot.CancelReason"/>
    public CancelReason? CancelReason { get; }

    /// <summary>The duration; null until the event has ended, and if it was abandoned.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>The function's result; null until the event has ended, and if there is none. Personal data by default.</summary>
    public LogField? Result { get; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; }

    internal SnapshotMoment Moment { get; }

    internal bool HasEnded => Moment == SnapshotMoment.Ended;

    /// <summary>The number of changes since it began: of two records of a function event, the one with the higher number is later.</summary>
    internal int Revision { get; }

    internal EntryWriter Writer { get; }

    internal int Index { get; }

    /// <summary>The event itself; null in the beginning of an event that has ended.</summary>
    internal FunctionEvent? Event => _event;

    /// <summary>The span of the event. <see cref="TracingSink"/> opens it before the following sinks receive the event's beginning.</summary>
    internal TraceSpan Span { get; }

    /// <summary>The numbers of entries logged and lost by the event's end; none at its beginning.</summary>
    internal LossCounts Losses(bool withPii) => HasEnded && _event is { } call ? call.Buffer.Losses(withPii) : LossCounts.None;

    /// <summary>Called on the snapshot of the beginning when the event ends: while queued, it must not keep the event's entries in memory.</summary>
    internal void ReleaseEvent() => _event = null;

    /// <summary>The name and the outcome.</summary>
    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the visible properties of the event itself.</summary>
    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "parent_id", ParentId);
        VisibleJson.Text(writer, "name", Name);
        VisibleJson.Text(writer, "call_id", CallId);
        VisibleJson.Text(writer, "model_call_id", ModelCallId);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "duration_ms", Duration);
        VisibleJson.Outcome(writer, Outcome, CancelReason);
        VisibleJson.Flag(writer, "is_unobserved", IsUnobserved);
        VisibleJson.Flag(writer, "is_hosted", IsHosted);
        VisibleJson.Text(writer, "server_name", ServerName);
        Approval?.WriteAsApproval(writer);
        VisibleJson.Fields(writer, "arguments", Arguments, arePersonal: true);
        VisibleJson.Personal(writer, "result", Result);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        if (Attempt is { } attempt)
        {
            writer.WriteNumber("attempt", attempt);
        }

        VisibleJson.Span(writer, TraceId, SpanId);
    }
}
