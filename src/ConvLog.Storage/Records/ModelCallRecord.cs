using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>
/// The beginning or the end of a model call. Identity: its ID; the first record written is kept. The end repeats all properties of the beginning. A call
/// without an end is running, or was abandoned if its conversation has ended.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ModelCallRecord>))]
public sealed record ModelCallRecord : FactRecord
{
    /// <summary>The call's random ID, the same in its beginning and its end.</summary>
    public required string ModelCallId { get; init; }

    /// <summary>Whether it is the end.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The model's name as its provider writes it.</summary>
    public required string Model { get; init; }

    /// <summary>The provider of the model; null if unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The parameters of the request; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// The IDs of the request's messages, see <see cref="ModelMessageRecord"/>; <see cref="Guid.Empty"/> for a message that is not stored. Filled when the
    /// whole conversation is read, empty in a page of its log.
    /// </summary>
    public IReadOnlyList<Guid> Request { get; init; } = [];

    /// <summary>The number of messages that a limit omitted from the middle of the request.</summary>
    public int OmittedMessages { get; init; }

    /// <summary>The ID of the answer's message, as in <see cref="Request"/>; null if the model did not answer, or the answer is not kept.</summary>
    public Guid? Response { get; init; }

    /// <summary>The usage; null if unknown.</summary>
    public ModelUsage? Usage { get; init; }

    /// <inheritdoc cref="ModelCall.Kind"/>
    public ModelCallKind Kind { get; init; }

    /// <inheritdoc cref="ModelCallSnapshot.IsCached"/>
    public bool IsCached { get; init; }

    /// <inheritdoc cref="ModelCall.Purpose"/>
    public string? Purpose { get; init; }

    /// <inheritdoc cref="ModelCall.AgentName"/>
    public string? AgentName { get; init; }

    /// <summary>Why the model stopped, as its provider writes it; null if unknown.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's ID of the answer; null if unknown.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The time from its beginning to the first part of a streamed answer; null if there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The number of parts of a streamed answer that arrived.</summary>
    public int Chunks { get; init; }

    /// <summary>How long it took; null while it runs, and if it was abandoned.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>Why it was canceled; null if it was not. Visible.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>The error text of a failed call; null if there is none. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception with which it failed. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null without tracing. Visible.</summary>
    public string? TraceId { get; init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null without tracing. Visible.</summary>
    public string? SpanId { get; init; }

    /// <summary>The time to the first token: as measured, otherwise as the usage reports it; null if both are unknown.</summary>
    internal TimeSpan? FirstTokenAfter => TimeToFirstToken ?? Usage?.TimeToFirstToken;

    /// <summary>Whether it ended with a problem: neither completed nor canceled.</summary>
    internal bool IsProblem => HasEnded && (Outcome is null || Outcome.IsProblem());

    /// <summary>Converts between the ID of a call's beginning, which is the call's own, and that of its end, so that neither has to be stored.</summary>
    internal static Guid OtherOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        bytes[^1] ^= 1;
        return new Guid(bytes);
    }

    /// <summary>The model calls of a log, in the order in which they began: the first end of each call, or its beginning if it has no end.</summary>
    internal static IReadOnlyList<ModelCallRecord> CallsOf(IEnumerable<ScopedRecord> logged)
    {
        var calls = new List<ModelCallRecord>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in logged.OfType<ModelCallRecord>())
        {
            if (places.TryAdd(call.ModelCallId, calls.Count))
            {
                calls.Add(call);
            }
            else if (places[call.ModelCallId] is var place && call.HasEnded && !calls[place].HasEnded)
            {
                calls[place] = call;
            }
        }

        return calls;
    }

    /// <summary>Creates the record of a model call's beginning or end.</summary>
    internal static ModelCallRecord From(ModelCallSnapshot call) => new()
    {
        ConversationId = call.ConversationId,
        WriterId = call.WriterId,
        Sequence = call.Sequence,
        Id = call.HasEnded ? OtherOf(Guid.Parse(call.Id)) : Guid.Parse(call.Id),
        TurnId = call.TurnId,
        FunctionEventId = call.FunctionEventId,
        Timestamp = call.LatestAt,
        ModelCallId = call.Id,
        HasEnded = call.HasEnded,
        Model = call.Model,
        Provider = call.Provider,
        Parameters = call.Parameters,
        StartedAt = call.StartedAt,
        Request = call.SentMessages.Ids,
        OmittedMessages = call.OmittedMessages,
        Response = call.Response?.Id,
        Usage = call.Usage,
        Kind = call.Kind,
        IsCached = call.IsCached,
        Purpose = call.Purpose,
        AgentName = call.AgentName,
        FinishReason = call.FinishReason,
        ResponseId = call.ResponseId,
        TimeToFirstToken = call.TimeToFirstToken,
        Chunks = call.Chunks,
        Duration = call.Duration,
        Outcome = call.Outcome,
        CancelReason = call.CancelReason,
        Error = call.Error,
        ErrorType = call.ErrorType,
        TraceId = call.TraceId,
        SpanId = call.SpanId,
    };

    /// <summary>
    /// Creates the records of a model call's end: its new messages and the call itself. For a call that is abandoned but may still end, only the messages,
    /// because the first end is kept: without an end, it is abandoned once its conversation has ended.
    /// </summary>
    internal static IReadOnlyList<StoreRecord> OfEnd(ModelCallSnapshot call)
        => [.. ModelMessageRecord.From(call), .. call.MayEnd ? [] : (StoreRecord[])[From(call)]];

    /// <summary>The same call with its message IDs replaced.</summary>
    internal ModelCallRecord WithMessages(Func<Guid, Guid> idOf) => Request.Count == 0 && Response is null ? this : this with
    {
        Request = [.. Request.Select(idOf)],
        Response = Response is { } response ? idOf(response) : null,
    };

    /// <summary>A record as a page of a log returns it: without the message IDs of a model call.</summary>
    internal static ScopedRecord InLog(ScopedRecord record)
        => record is ModelCallRecord { HasEnded: true } call ? call with { Request = [], Response = null } : record;

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static ModelCallRecord Visit<TVisitor>(ref TVisitor visitor, ModelCallRecord? v)
        where TVisitor : struct, IPropertyVisitor
    {
        var place = new ModelCallRecord
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            ModelCallId = "",
            Model = "",
            StartedAt = default,
        };
        return visitor.ModelCall("call", place, v) with
        {
            Error = visitor.OptionalText("error", v?.Error),
        };
    }

    internal override long VariableBytes => (16L * Request.Count) + MemorySize.Of(Error);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "model_call_id", ModelCallId);
        WritePlace(writer);
        VisibleJson.Text(writer, "model", Model);
        VisibleJson.Text(writer, "provider", Provider);
        Parameters?.WriteAsParameters(writer);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "duration_ms", Duration);
        VisibleJson.Milliseconds(writer, "time_to_first_token_ms", TimeToFirstToken);
        VisibleJson.Outcome(writer, Outcome, CancelReason);
        Usage?.WriteAsUsage(writer);
        VisibleJson.Text(writer, "kind", ModelCallKinds.NameOf(Kind));
        VisibleJson.Flag(writer, "cached", IsCached);
        VisibleJson.Text(writer, "purpose", Purpose);
        VisibleJson.Text(writer, "agent_name", AgentName);
        VisibleJson.Text(writer, "finish_reason", FinishReason);
        VisibleJson.Text(writer, "response_id", ResponseId);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        VisibleJson.Span(writer, TraceId, SpanId);
    }
}
