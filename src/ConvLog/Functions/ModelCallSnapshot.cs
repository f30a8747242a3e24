using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>The state of a model call when it began or ended. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ModelCallSnapshot>))]
public sealed class ModelCallSnapshot : IVisible
{
    internal ModelCallSnapshot(ModelCall call, bool hasEnded, IReadOnlyList<ModelMessage> newMessages)
    {
        var writer = call.Turn.Buffer.Writer;
        (ConversationId, WriterId, Sequence) = (writer.ConversationId, writer.Id, writer.LastSequence);
        Id = call.Id;
        TurnId = call.Turn.Id;
        FunctionEventId = call.Function?.Id;
        Model = call.Model;
        Provider = call.Provider;
        Parameters = call.Parameters;
        StartedAt = call.StartedAt;
        LatestAt = hasEnded ? call.LatestAt : call.StartedAt;
        HasEnded = hasEnded;
        MayEnd = call is { WasOpenAtEnd: true, IsUnsettled: true };
        NewMessages = newMessages;
        Span = call.Span;
        Kind = call.Kind;
        IsCached = call.IsCached;
        (Purpose, AgentName) = (call.Purpose, call.AgentName);
        if (hasEnded)
        {
            (SentMessages, Response) = (call.SentMessages, call.Response);
            (Usage, FinishReason, ResponseId) = (call.Usage, call.FinishReason, call.ResponseId);
            (TimeToFirstToken, Chunks) = (call.TimeToFirstToken, call.Chunks);
            (Outcome, CancelReason, Duration) = (call.Outcome, call.CancelReason, call.Duration);
            (Error, ErrorType) = (call.Error, call.ErrorType);
        }
    }

    /// <summary>The ID of the conversation.</summary>
    public string ConversationId { get; }

    /// <summary>The call's ID, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>The ID of the turn it was made in.</summary>
    public string TurnId { get; }

    /// <summary>The ID of the function event that was current when it began; null if there was none.</summary>
    public string? FunctionEventId { get; }

    /// <summary>The model's name, as the provider writes it.</summary>
    public string Model { get; }

    /// <summary>The provider of the model; null if unknown.</summary>
    public string? Provider { get; }

    /// <summary>The parameters of the request; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; }

    /// <inheritdoc cref="ModelCall.Kind"/>
    public ModelCallKind Kind { get; }

    /// <summary>The time when it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>
    /// The ID of its trace, 32 hexadecimal digits (W3C Trace Context); null without tracing. Visible to every reader.
    /// </summary>
    public string? TraceId => Span.Ids.TraceId;

    /// <summary>
    /// The ID of its span, 16 hexadecimal digits: that of its own span if <see cref="TracingSink"/> creates one, otherwise that of the span that was current
    /// when it began; null without tracing. Visible to every reader.
    /// </summary>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The messages of the request; empty at its beginning.</summary>
    public IReadOnlyList<ModelMessage> Request => SentMessages.Messages;

    /// <summary>The number of messages that <see cref="LogLimits.MessagesPerModelCall"/> omitted from the middle of the request.</summary>
    public int OmittedMessages => SentMessages.Omitted;

    /// <summary>Whether the answer comes from a cache of the host. Such a call costs nothing.</summary>
    public bool IsCached { get; }

    /// <inheritdoc cref="ModelCall.Purpose"/>
    public string? Purpose { get; }

    /// <inheritdoc cref="ModelCall.AgentName"/>
    public string? AgentName { get; }

    /// <summary>The model's answer; null at its beginning, if there was none, and if it is not kept.</summary>
    public ModelMessage? Response { get; }

    /// <summary>The tokens and cost of the call; null at its beginning, and if unknown.</summary>
    public ModelUsage? Usage { get; }

    /// <summary>Why the model stopped, in the provider's wording; null at its beginning, and if unknown.</summary>
    public string? FinishReason { get; }

    /// <summary>The provider's ID of the answer; null at its beginning, and if unknown.</summary>
    public string? ResponseId { get; }

    /// <summary>The time from the beginning of the call to the first part of a streamed answer; null at its beginning, and if there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; }

    /// <summary>The number of parts of a streamed answer that arrived.</summary>
    public int Chunks { get; }

    /// <summary>The duration; null at its beginning, and if it was abandoned.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>The outcome; null at its beginning.</summary>
    public FunctionOutcome? Outcome { get; }

    /// <inheritdoc cref="TurnSnapshot.CancelReason"/>
    public CancelReason? CancelReason { get; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; }

    /// <summary>The span of the call. <see cref="TracingSink"/> opens it before the following sinks receive the call's beginning.</summary>
    internal TraceSpan Span { get; }

    internal RequestMessages SentMessages { get; } = RequestMessages.None;

    internal Guid WriterId { get; }

    internal long Sequence { get; }

    internal DateTimeOffset LatestAt { get; }

    internal bool HasEnded { get; }

    /// <summary>Whether it is provisionally abandoned, because its conversation has ended, and may still end.</summary>
    internal bool MayEnd { get; }

    /// <summary>The messages of the request and the answer that this opening of the conversation has not published before.</summary>
    internal IReadOnlyList<ModelMessage> NewMessages { get; }

    /// <summary>The model and the outcome.</summary>
    public override string ToString() => $"{Model} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Text(writer, "turn_id", TurnId);
        VisibleJson.Text(writer, "function_event_id", FunctionEventId);
        VisibleJson.Text(writer, "model", Model);
        VisibleJson.Text(writer, "provider", Provider);
        Parameters?.WriteAsParameters(writer);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "duration_ms", Duration);
        VisibleJson.Milliseconds(writer, "time_to_first_token_ms", TimeToFirstToken);
        VisibleJson.Outcome(writer, Outcome, CancelReason);
        VisibleJson.All(writer, "request", Request);
        if (OmittedMessages > 0)
        {
            writer.WriteNumber("omitted_messages", OmittedMessages);
        }

        VisibleJson.All(writer, "response", Response is { } response ? [response] : []);
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
