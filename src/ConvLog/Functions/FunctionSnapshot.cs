using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A function event as it was when it began, ended or came to an approval, without what was logged in it. Immutable.</summary>
/// <remarks>A snapshot of an ended event keeps the event's entries in memory for as long as it is kept itself.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<FunctionSnapshot>))]
public sealed class FunctionSnapshot : IVisible
{
    // As in TurnSnapshot.
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
            Revision = call.Revision; // First, as in a turn's.
            (Outcome, Duration, Result, Error, ErrorType) = (call.Outcome, call.Duration, call.Result, call.Error, call.ErrorType);
            CancelReason = call.CancelReason;
            (IsUnobserved, IsHosted, ServerName) = (call.IsUnobserved, call.IsHosted, call.ServerName);
            Approval = call.Approval;
        }
    }

    /// <summary>The conversation it belongs to.</summary>
    public string ConversationId => Writer.ConversationId;

    /// <summary>The event's id, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>The turn it was called in; null outside any.</summary>
    public string? TurnId { get; }

    /// <summary>The event that was current when this one began; null at the top.</summary>
    public string? ParentId { get; }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The id by which the model refers to this call; null where the host gave none.</summary>
    public string? CallId { get; }

    /// <summary>The id of the model call of its turn that asked for it; null where none did.</summary>
    public string? ModelCallId { get; }

    /// <summary>Which attempt at the same work this is, from 1; null where the host had not said.</summary>
    public int? Attempt { get; }

    /// <summary>What the function was called with. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt => new(_startedAt, TimeSpan.Zero);

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>How it ended; null before.</summary>
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

    /// <summary>How long it ran; null at its beginning, and where it was abandoned.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>What it returned; null at its beginning, and where it returned nothing. Personal data by default.</summary>
    public LogField? Result { get; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; }

    internal SnapshotMoment Moment { get; }

    internal bool HasEnded => Moment == SnapshotMoment.Ended;

    /// <summary>How often it changed since it began: of two records of a function event, the higher one is later.</summary>
    internal int Revision { get; }

    internal EntryWriter Writer { get; }

    internal int Index { get; }

    /// <summary>The event itself. Null in the beginning of one that has ended.</summary>
    internal FunctionEvent? Event => _event;

    /// <summary>That of the event itself. <see cref="TracingSink"/> opens its span before the sinks after it hear that the event began.</summary>
    internal TraceSpan Span { get; }

    /// <summary>What was logged and lost by its end; nothing at its beginning.</summary>
    internal LossCounts Losses(bool withPii) => HasEnded && _event is { } call ? call.Buffer.Losses(withPii) : LossCounts.None;

    /// <summary>Called at the end of the event that this is the beginning of: while it waits for a sink, it must not keep all that was logged.</summary>
    internal void LetGo() => _event = null;

    /// <summary>Name and outcome.</summary>
    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what everyone may see of the event itself.</summary>
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
