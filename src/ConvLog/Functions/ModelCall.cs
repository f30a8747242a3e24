using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One request to a model inside a turn: the request, the answer and the usage. Safe to use from any thread.</summary>
/// <remarks>
/// It ends with <c>Complete</c>, <c>Fail</c> or <c>Cancel</c>. Disposing a call that has not ended ends it as completed, or as failed if an exception is
/// leaving its <c>using</c> block. Only the first end counts. A turn can have several open model calls at once, around and inside function events.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<ModelCall>))]
public sealed partial class ModelCall : IVisible, IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly nint _passingAtStart = PassingException.Current;
    private readonly Lock _lock = new();
    private RequestMessages _sentMessages = RequestMessages.None;

    internal ModelCall(
        ConversationRuntime runtime, Turn turn, FunctionEvent? function, string model, string? provider, ModelParameters? parameters, TimeSpan ago,
        ModelCallKind kind)
    {
        _runtime = runtime;
        _startTimestamp = runtime.Time.GetTimestamp() - (long)(ago.TotalSeconds * runtime.Time.TimestampFrequency);
        Id = EventId.New(runtime.Writer);
        Turn = turn;
        Function = function;
        Model = model;
        Provider = provider;
        Parameters = parameters;
        Kind = kind;
        StartedAt = LatestAt = runtime.Time.GetUtcNow() - ago;
        Span = new TraceSpan(function?.Span ?? turn.Span);
    }

    /// <summary>The call's unique ID: a UUID of version 7 (RFC 9562), which begins with the time.</summary>
    public string Id { get; }

    /// <summary>The turn it was made in.</summary>
    public Turn Turn { get; }

    /// <summary>The function event that was current when it began; null if there was none.</summary>
    public FunctionEvent? Function { get; }

    /// <summary>The model's name, as the provider writes it.</summary>
    public string Model { get; }

    /// <summary>The provider of the model; null if unknown.</summary>
    public string? Provider { get; }

    /// <summary>The parameters of the request; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; }

    /// <summary>The kind of request. Visible to every reader.</summary>
    public ModelCallKind Kind { get; }

    /// <summary>
    /// The purpose of a call that is not a step toward the answer: <c>judge</c>, <c>title</c>, <c>summary</c>, <c>guard</c>. Set it before the call ends.
    /// Default null, for a step toward the answer. Visible to every reader.
    /// </summary>
    public string? Purpose
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>
    /// The name of the agent that makes the request, if there are several. Set it before the call ends. Default null, for unknown. Visible to every reader.
    /// </summary>
    public string? AgentName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>
    /// Whether the answer comes from a cache of the host instead of the model. Such a call costs nothing, so <see cref="Usage"/> remains null even if the
    /// call ends with a usage. Set it before the call ends. Default false.
    /// </summary>
    public bool IsCached { get; set; }

    /// <summary>The time when it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The messages of the request so far, within <see cref="LogLimits.MessagesPerModelCall"/>.</summary>
    public IReadOnlyList<ModelMessage> Request => _sentMessages.Messages;

    /// <summary>The number of messages that the limit omitted from the middle of the request.</summary>
    public int OmittedMessages => _sentMessages.Omitted;

    /// <summary>The model's answer; null until then.</summary>
    public ModelMessage? Response { get; private set; }

    /// <summary>The tokens and cost of the call; null if unknown.</summary>
    public ModelUsage? Usage { get; private set; }

    /// <summary>Why the model stopped, in the provider's wording: <c>stop</c>, <c>tool_calls</c>, <c>length</c>; null if unknown.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The provider's ID of the answer; null if unknown.</summary>
    public string? ResponseId { get; private set; }

    /// <summary>The time from the beginning of the call to the first <see cref="AddChunk"/>, by a monotonic clock; null if there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; private set; }

    /// <summary>The number of parts of a streamed answer that arrived, see <see cref="AddChunk"/>; 0 for an answer in one piece.</summary>
    public int Chunks { get; private set; }

    /// <summary>The duration, by a monotonic clock; null while it runs, and if it was abandoned.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>The outcome; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; private set; }

    /// <summary>Whether its conversation ended while it was open, and published it as abandoned.</summary>
    internal bool WasOpenAtEnd { get; private set; }

    /// <summary>Whether it has no outcome, or is only provisionally abandoned.</summary>
    internal bool IsUnsettled => Outcome is null || (WasOpenAtEnd && Outcome == FunctionOutcome.Abandoned);

    /// <inheritdoc cref="Turn.CancelReason"/>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>The error message; null if it did not fail. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the type of the exception that it failed with; null if there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>
    /// Adds messages to the request, in order. Ignored once the call has ended. The messages of a conversation are stored once, however many requests repeat
    /// them.
    /// </summary>
    /// <param name="messages">The messages, captured when this method is called, each within <see cref="LogLimits.ModelTextLength"/>.</param>
    public void AddRequest(params ReadOnlySpan<ModelMessage> messages) => Add(messages);

    /// <inheritdoc cref="AddRequest(ReadOnlySpan{ModelMessage})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void AddRequest(params ModelMessage[] messages) => Add(messages ?? []);

    /// <summary>Records that a part of a streamed answer arrived: the first one sets <see cref="TimeToFirstToken"/>. Ignored once the call has ended.</summary>
    public void AddChunk()
    {
        lock (_lock)
        {
            if (IsUnsettled)
            {
                Chunks++;
                TimeToFirstToken ??= _runtime.Time.GetElapsedTime(_startTimestamp);
            }
        }
    }

    /// <summary>Scores the model call. A later score with the same name, source, scorer and scorer version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { ModelCall = this }, name, value, source, comment, scorer, scorerVersion);

    internal TraceSpan Span { get; }

    /// <summary>The messages of the request so far.</summary>
    internal RequestMessages SentMessages => _sentMessages;

    /// <summary>The timestamp of the call's end.</summary>
    internal long EndTimestamp => _startTimestamp + (long)((Duration ?? TimeSpan.Zero).TotalSeconds * _runtime.Time.TimestampFrequency);

    /// <summary>The time when it ended, in UTC; while it runs, the time when it began.</summary>
    internal DateTimeOffset LatestAt { get; private set; }

    /// <summary>The model and the outcome.</summary>
    public override string ToString() => $"{Model} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        new ModelCallSnapshot(this, hasEnded: true, newMessages: []).WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Sets the messages of a request that continues an earlier one.</summary>
    /// <param name="earlier">The messages that it begins with.</param>
    /// <param name="more">The messages that follow.</param>
    /// <returns>All messages, for a request that continues this one; none if they could not be captured.</returns>
    internal RequestMessages ContinueRequest(RequestMessages earlier, ReadOnlySpan<ModelMessage> more)
    {
        Set(RequestMessages.None, earlier);
        Add(more);
        return _sentMessages;
    }

    private void Add(ReadOnlySpan<ModelMessage> messages)
    {
        try
        {
            // Read outside the lock: capturing arguments runs the caller's getters.
            messages = WithoutNulls(messages);
            RequestMessages before, after;
            do
            {
                before = _sentMessages;
                after = before.With(messages, _runtime.Capture.Limits.MessagesPerModelCall, Captured);
            }
            while (!Set(before, after));
        }
        catch (Exception e)
        {
            _runtime.Drop(_runtime.Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }

    private ModelMessage Captured(ModelMessage message) => message.Captured(_runtime.Capture, _runtime.UtterancesArePersonal);

    // False if other messages were added concurrently. Once the call has ended, messages are ignored.
    private bool Set(RequestMessages before, RequestMessages after)
    {
        lock (_lock)
        {
            if (IsUnsettled && _sentMessages != before)
            {
                return false;
            }

            _sentMessages = IsUnsettled ? after : _sentMessages;
            return true;
        }
    }

    private static ReadOnlySpan<ModelMessage> WithoutNulls(ReadOnlySpan<ModelMessage> messages)
    {
        foreach (var message in messages)
        {
            if (message is null)
            {
                return Array.FindAll(messages.ToArray(), static message => message is not null);
            }
        }

        return messages;
    }
}
