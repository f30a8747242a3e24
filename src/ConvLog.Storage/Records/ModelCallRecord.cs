using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// The beginning or the end of a model call. Identity: its id; the first one written stays. The end says all that the beginning does; a call without an end
/// runs, or was abandoned when its conversation ended.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ModelCallRecord>))]
public sealed record ModelCallRecord : FactRecord
{
    /// <summary>The call's random id, the same at its beginning and its end.</summary>
    public required string ModelCallId { get; init; }

    /// <summary>Whether it is the end.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The model's name as its provider writes it.</summary>
    public required string Model { get; init; }

    /// <summary>Who runs the model; null where not told.</summary>
    public string? Provider { get; init; }

    /// <summary>How it was asked; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// The ids of the request's messages, see <see cref="ModelMessageRecord"/>; <see cref="Guid.Empty"/> for one that is not stored. A conversation that is
    /// read whole has them, a part of its log has none.
    /// </summary>
    public IReadOnlyList<Guid> Request { get; init; } = [];

    /// <summary>How many messages the limit omitted, from the middle of the request.</summary>
    public int OmittedMessages { get; init; }

    /// <summary>The id of the answer's message, as in <see cref="Request"/>; null where the model did not answer, or that is not kept.</summary>
    public Guid? Response { get; init; }

    /// <summary>What it took; null where not told.</summary>
    public ModelUsage? Usage { get; init; }

    /// <inheritdoc cref="ModelCall.Kind"/>
    public ModelCallKind Kind { get; init; }

    /// <inheritdoc cref="ModelCallSnapshot.IsCached"/>
    public bool IsCached { get; init; }

    /// <inheritdoc cref="ModelCall.Purpose"/>
    public string? Purpose { get; init; }

    /// <inheritdoc cref="ModelCall.AgentName"/>
    public string? AgentName { get; init; }

    /// <summary>Why the model stopped, as its provider writes it; null where not told.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's id of the answer; null where not told.</summary>
    public string? ResponseId { get; init; }

    /// <summary>From its beginning to the first part of a streamed answer; null where there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>How many parts of a streamed answer arrived.</summary>
    public int Chunks { get; init; }

    /// <summary>How long it took; null while it runs, and where it was abandoned.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>Why it was canceled; null where it was not. Visible.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>Why it failed. Personal data by default.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the exception it failed with. Visible.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The ID of the trace it belongs to, see <see cref="ModelCallSnapshot.TraceId"/>; null where nothing was traced. Visible.</summary>
    public string? TraceId { get; init; }

    /// <summary>The ID of its span, see <see cref="ModelCallSnapshot.SpanId"/>; null where nothing was traced. Visible.</summary>
    public string? SpanId { get; init; }

    /// <summary>The time to the first token: as measured, or else as the usage tells; null where neither does.</summary>
    internal TimeSpan? FirstTokenAfter => TimeToFirstToken ?? Usage?.TimeToFirstToken;

    /// <summary>Whether it ended, and neither completed nor was canceled.</summary>
    internal bool IsProblem => HasEnded && (Outcome is null || Outcome.IsProblem());

    /// <summary>The id of a call's end by that of its beginning, which is the call's own, and the other way round: neither has to name the call.</summary>
    internal static Guid OtherOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        bytes[^1] ^= 1;
        return new Guid(bytes);
    }

    /// <summary>The model calls of a log, in the order they began: of each the first end, or the beginning where there is none.</summary>
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

    /// <summary>What a store keeps of a model call's beginning or end.</summary>
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
        Request = call.Asked.Ids,
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
    /// What a store keeps of a model call's end: its new messages and the call. Of one that is abandoned so far and may still end, only those, as the first end
    /// stays: without one, it is abandoned once its conversation has ended.
    /// </summary>
    internal static IReadOnlyList<StoreRecord> OfEnd(ModelCallSnapshot call)
        => [.. ModelMessageRecord.From(call), .. call.MayEnd ? [] : (StoreRecord[])[From(call)]];

    /// <summary>The same call with the ids of its messages exchanged.</summary>
    internal ModelCallRecord WithMessages(Func<Guid, Guid> idOf) => Request.Count == 0 && Response is null ? this : this with
    {
        Request = [.. Request.Select(idOf)],
        Response = Response is { } response ? idOf(response) : null,
    };

    /// <summary>What was logged, as a part of a log gives it: without the messages of a model call.</summary>
    internal static ScopedRecord InLog(ScopedRecord record)
        => record is ModelCallRecord { HasEnded: true } call ? call with { Request = [], Response = null } : record;

    /// <summary>Its properties, in order.</summary>
    /// <param name="visitor">What is done with each.</param>
    /// <param name="v">The record; null where it is being read.</param>
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
