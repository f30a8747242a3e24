using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A model call as it was when it began or ended. Immutable.</summary>
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
        MayEnd = call is { IsLeft: true, IsUnsettled: true };
        NewMessages = newMessages;
        Span = call.Span;
        Kind = call.Kind;
        IsCached = call.IsCached;
        (Purpose, AgentName) = (call.Purpose, call.AgentName);
        if (hasEnded)
        {
            (Asked, Response) = (call.Asked, call.Response);
            (Usage, FinishReason, ResponseId) = (call.Usage, call.FinishReason, call.ResponseId);
            (TimeToFirstToken, Chunks) = (call.TimeToFirstToken, call.Chunks);
            (Outcome, CancelReason, Duration) = (call.Outcome, call.CancelReason, call.Duration);
            (Error, ErrorType) = (call.Error, call.ErrorType);
        }
    }

    /// <summary>The conversation it belongs to.</summary>
    public string ConversationId { get; }

    /// <summary>The call's id, the same at its beginning and its end.</summary>
    public string Id { get; }

    /// <summary>The turn it was made in.</summary>
    public string TurnId { get; }

    /// <summary>The function event that was current when it began; null outside any.</summary>
    public string? FunctionEventId { get; }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; }

    /// <summary>Who runs the model; null where not told.</summary>
    public string? Provider { get; }

    /// <summary>How it was asked; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; }

    /// <inheritdoc cref="ModelCall.Kind"/>
    public ModelCallKind Kind { get; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>
    /// The ID of the trace it belongs to, 32 hexadecimal digits (W3C Trace Context); null where nothing was traced. Visible to every reader.
    /// </summary>
    public string? TraceId => Span.Ids.TraceId;

    /// <summary>
    /// The ID of its span, 16 hexadecimal digits: of its own where <see cref="TracingSink"/> makes one, else of the one that was current when it began; null
    /// where nothing was traced. Visible to every reader.
    /// </summary>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The messages of the request; empty at its beginning.</summary>
    public IReadOnlyList<ModelMessage> Request => Asked.Messages;

    /// <summary>How many messages <see cref="LogLimits.MessagesPerModelCall"/> omitted, from the middle of the request.</summary>
    public int OmittedMessages => Asked.Omitted;

    /// <summary>Whether the answer comes from a cache of the host: it cost nothing.</summary>
    public bool IsCached { get; }

    /// <inheritdoc cref="ModelCall.Purpose"/>
    public string? Purpose { get; }

    /// <inheritdoc cref="ModelCall.AgentName"/>
    public string? AgentName { get; }

    /// <summary>What the model answered; null at its beginning, and where it did not, or that is not kept.</summary>
    public ModelMessage? Response { get; }

    /// <summary>What it took; null at its beginning, and where it was not told.</summary>
    public ModelUsage? Usage { get; }

    /// <summary>Why the model stopped, as its provider writes it; null at its beginning, and where it was not told.</summary>
    public string? FinishReason { get; }

    /// <summary>The provider's id of the answer; null at its beginning, and where it was not told.</summary>
    public string? ResponseId { get; }

    /// <summary>From its beginning to the first part of a streamed answer; null at its beginning, and where there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; }

    /// <summary>How many parts of a streamed answer arrived.</summary>
    public int Chunks { get; }

    /// <summary>How long it took; null at its beginning, and where it was abandoned.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>How it ended; null at its beginning.</summary>
    public FunctionOutcome? Outcome { get; }

    /// <inheritdoc cref="TurnSnapshot.CancelReason"/>
    public CancelReason? CancelReason { get; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; }

    /// <summary>That of the call itself. <see cref="TracingSink"/> opens its span before the sinks after it hear that the call began.</summary>
    internal TraceSpan Span { get; }

    internal RequestMessages Asked { get; } = RequestMessages.None;

    internal Guid WriterId { get; }

    internal long Sequence { get; }

    internal DateTimeOffset LatestAt { get; }

    internal bool HasEnded { get; }

    /// <summary>Whether it is abandoned so far, as its conversation has ended, and may still end.</summary>
    internal bool MayEnd { get; }

    /// <summary>Those messages of request and answer that the conversation's opening had not published before.</summary>
    internal IReadOnlyList<ModelMessage> NewMessages { get; }

    /// <summary>Model and outcome.</summary>
    public override string ToString() => $"{Model} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "conversation_id", ConversationId);
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what everyone may see of the call.</summary>
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
