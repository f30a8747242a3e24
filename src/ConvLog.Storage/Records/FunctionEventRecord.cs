using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>The current state of one function event. Identity: <see cref="Id"/>; a higher <see cref="Revision"/> replaces a lower one.</summary>
[JsonConverter(typeof(VisibleJsonConverter<FunctionEventRecord>))]
public sealed record FunctionEventRecord : WrittenRecord
{
    /// <summary>The event's random id.</summary>
    public required string Id { get; init; }

    /// <summary>The number of changes; of two records with the same identity the higher revision is kept, of equal ones the first.</summary>
    public int Revision { get; init; }

    /// <summary>The turn in which it was called; null outside turns.</summary>
    public string? TurnId { get; init; }

    /// <summary>The event from which it was called; null at the top level.</summary>
    public string? ParentId { get; init; }

    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>The ID by which the model refers to the call.</summary>
    public string? CallId { get; init; }

    /// <summary>The arguments of the call. Values are personal data by default, keys are visible.</summary>
    public LogFields Arguments { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran; null while it runs, and if it was abandoned, unobserved or hosted.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>Whether its execution was not observed: it counts as completed because the model received a result. Visible.</summary>
    public bool IsUnobserved { get; init; }

    /// <summary>Whether the model's service executed it. Visible.</summary>
    public bool IsHosted { get; init; }

    /// <summary>The server that provides the tool; null for a function of the host, and if unknown. Visible.</summary>
    public string? ServerName { get; init; }

    /// <summary>The approval that was requested for the call, and the decision; null if no approval was requested.</summary>
    public FunctionApproval? Approval { get; init; }

    /// <summary>Why it was canceled; null if it was not. Visible.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>The result. Personal data by default.</summary>
    public LogField? Result { get; init; }

    /// <summary>The error text of a failed call; null if there is none. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception with which it failed. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The numbers of logged, dropped and truncated entries, personal entries included.</summary>
    public LossCounts Losses { get; init; } = LossCounts.None;

    /// <summary>The numbers of logged, dropped and truncated entries, without personal entries.</summary>
    public LossCounts VisibleLosses { get; init; } = LossCounts.None;

    /// <summary>The number of the attempt at the same work, from 1; null if unknown. Visible.</summary>
    public int? Attempt { get; init; }

    /// <summary>The ID of the model call that requested it; null if no model call did. Visible.</summary>
    public string? ModelCallId { get; init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing. Visible.</summary>
    public string? TraceId { get; init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null without tracing. Visible.</summary>
    public string? SpanId { get; init; }

    /// <summary>Creates the record of a function event.</summary>
    /// <param name="call">The state of the function event.</param>
    internal static FunctionEventRecord From(FunctionSnapshot call) => new()
    {
        ConversationId = call.ConversationId,
        WriterId = call.Writer.Id,
        Sequence = call.Index,
        Id = call.Id,
        Revision = call.Revision,
        TurnId = call.TurnId,
        ParentId = call.ParentId,
        Name = call.Name,
        CallId = call.CallId,
        Arguments = call.Arguments,
        StartedAt = call.StartedAt,
        Duration = call.Duration,
        Outcome = call.Outcome,
        CancelReason = call.CancelReason,
        IsUnobserved = call.IsUnobserved,
        IsHosted = call.IsHosted,
        ServerName = call.ServerName,
        Approval = call.Approval,
        Result = call.Result,
        Error = call.Error,
        ErrorType = call.ErrorType,
        Losses = call.Losses(withPii: true),
        VisibleLosses = call.Losses(withPii: false),
        Attempt = call.Attempt,
        ModelCallId = call.ModelCallId,
        TraceId = call.TraceId,
        SpanId = call.SpanId,
    };

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static FunctionEventRecord Visit<TVisitor>(ref TVisitor visitor, FunctionEventRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            Id = visitor.Text("id", v?.Id),
            Revision = visitor.Int32("revision", v?.Revision),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId, stored: "turn"),
            ParentId = visitor.OptionalText("parent_id", v?.ParentId, stored: "parent"),
            Name = visitor.Text("name", v?.Name),
            CallId = visitor.OptionalText("call_id", v?.CallId, stored: "call"),
            Arguments = visitor.Fields("arguments", v?.Arguments),
            StartedAt = visitor.Time("started_at", v?.StartedAt),
            Duration = visitor.Duration("duration", v?.Duration),
            Outcome = visitor.OptionalChoice("outcome", v?.Outcome),
            Result = visitor.OptionalField("result", v?.Result),
            Error = visitor.OptionalText("error", v?.Error),
            ErrorType = visitor.OptionalText("error_type", v?.ErrorType, stored: "error_type"),
            Losses = visitor.Losses("losses", v?.Losses),
            VisibleLosses = visitor.Losses("visible_losses", v?.VisibleLosses),
            Attempt = visitor.OptionalInt32("attempt", v?.Attempt, stored: "attempt"),
            ModelCallId = visitor.OptionalText("model_call_id", v?.ModelCallId, stored: "model_call"),
            TraceId = visitor.OptionalText("trace_id", v?.TraceId, stored: "trace"),
            SpanId = visitor.OptionalText("span_id", v?.SpanId, stored: "span"),
            CancelReason = visitor.OptionalChoice("cancel_reason", v?.CancelReason, stored: "cancel"),
            IsUnobserved = visitor.Flag("is_unobserved", v?.IsUnobserved, stored: "unobserved"),
            IsHosted = visitor.Flag("is_hosted", v?.IsHosted, stored: "hosted"),
            ServerName = visitor.OptionalText("server_name", v?.ServerName, stored: "server"),
            Approval = Visit(ref visitor, v?.Approval),
        };

    private static FunctionApproval? Visit<TVisitor>(ref TVisitor visitor, FunctionApproval? v)
        where TVisitor : struct, IPropertyVisitor
    {
        if (!visitor.BeginObject("approval", exists: v is not null, stored: "approval"))
        {
            return null;
        }

        var approval = new FunctionApproval
        {
            AskedAt = visitor.OptionalTime("asked_at", v?.AskedAt, stored: "asked_at"),
            AskedOf = visitor.OptionalText("asked_of", v?.AskedOf, stored: "asked_of"),
            Rule = visitor.OptionalText("rule", v?.Rule, stored: "rule"),
            Decision = visitor.OptionalChoice("decision", v?.Decision, stored: "decision"),
            DecidedAt = visitor.OptionalTime("decided_at", v?.DecidedAt, stored: "decided_at"),
            DecidedBy = visitor.OptionalText("decided_by", v?.DecidedBy),
            Reason = visitor.OptionalText("reason", v?.Reason),
        };
        visitor.EndObject();
        return approval;
    }

    internal override long VariableBytes => MemorySize.Of(Arguments.AsSpan()) + MemorySize.Of(Result) + MemorySize.Of(Error) + MemorySize.Of(Name)
        + MemorySize.Of(Approval?.Reason);

    private protected override void WriteVisible(Utf8JsonWriter writer)
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
        VisibleJson.Losses(writer, VisibleLosses);
    }
}
