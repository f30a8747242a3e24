using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One request to a model inside a turn: what it was asked, what it answered, what that took. Safe to use from any thread.</summary>
/// <remarks>
/// It ends with <c>Complete</c>, <c>Fail</c> or <c>Cancel</c>; disposing one that has not ended ends it as completed, or as failed while an exception passes.
/// The first end holds. Several may be open in a turn at once, around and inside function events.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<ModelCall>))]
public sealed partial class ModelCall : IVisible, IDisposable
{
    private readonly ConversationRuntime _runtime;
    private readonly long _startTimestamp;
    private readonly nint _passingAtStart = PassingException.Current;
    private readonly Lock _lock = new();
    private RequestMessages _asked = RequestMessages.None;

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

    /// <summary>An id that is unique among all model calls: a UUID of version 7 (RFC 9562), which begins with the time.</summary>
    public string Id { get; }

    /// <summary>The turn it was made in.</summary>
    public Turn Turn { get; }

    /// <summary>The function event that was current when it began; null outside any.</summary>
    public FunctionEvent? Function { get; }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; }

    /// <summary>Who runs the model; null where not told.</summary>
    public string? Provider { get; }

    /// <summary>How it was asked; null for the model's defaults.</summary>
    public ModelParameters? Parameters { get; }

    /// <summary>What the model was asked for. Visible to every reader.</summary>
    public ModelCallKind Kind { get; }

    /// <summary>
    /// What it was for, where it was no step to the answer: <c>judge</c>, <c>title</c>, <c>summary</c>, <c>guard</c>. Set it before the call ends. Null, the
    /// default, for a step to the answer. Visible to every reader.
    /// </summary>
    public string? Purpose
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>
    /// The name of the agent that asks, where several do. Set it before the call ends. Null, the default, where the host does not say. Visible to every reader.
    /// </summary>
    public string? AgentName
    {
        get;
        set => field = _runtime.Capture.OptionalText(value);
    }

    /// <summary>
    /// Whether the answer comes from a cache of the host, and no model was asked: it cost nothing, so <see cref="Usage"/> stays null whatever the call's end
    /// is given. Set it before the call ends. Default false.
    /// </summary>
    public bool IsCached { get; set; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <inheritdoc cref="ModelCallSnapshot.TraceId"/>
    public string? TraceId => Span.Ids.TraceId;

    /// <inheritdoc cref="ModelCallSnapshot.SpanId"/>
    public string? SpanId => Span.Ids.SpanId;

    /// <summary>The messages of the request so far, within <see cref="LogLimits.MessagesPerModelCall"/>.</summary>
    public IReadOnlyList<ModelMessage> Request => _asked.Messages;

    /// <summary>How many messages the limit omitted, from the middle of the request.</summary>
    public int OmittedMessages => _asked.Omitted;

    /// <summary>What the model answered; null until then.</summary>
    public ModelMessage? Response { get; private set; }

    /// <summary>What it took; null where not told.</summary>
    public ModelUsage? Usage { get; private set; }

    /// <summary>Why the model stopped, as its provider writes it: <c>stop</c>, <c>tool_calls</c>, <c>length</c>; null where not told.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The provider's id of the answer; null where not told.</summary>
    public string? ResponseId { get; private set; }

    /// <summary>From its beginning to the first <see cref="AddChunk"/>, by a monotonic clock; null where there was none.</summary>
    public TimeSpan? TimeToFirstToken { get; private set; }

    /// <summary>How many parts of a streamed answer arrived, see <see cref="AddChunk"/>; 0 for an answer in one piece.</summary>
    public int Chunks { get; private set; }

    /// <summary>How long it took, by a monotonic clock; null while it runs, and for one that was abandoned.</summary>
    public TimeSpan? Duration { get; private set; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; private set; }

    /// <summary>Whether its conversation ended while it was open, and has told sinks that it is abandoned.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether it has no outcome, or only that it was left.</summary>
    internal bool IsUnsettled => Outcome is null || (IsLeft && Outcome == FunctionOutcome.Abandoned);

    /// <inheritdoc cref="Turn.CancelReason"/>
    public CancelReason? CancelReason { get; private set; }

    /// <summary>Why it failed, in words; null where it did not. Personal data by default.</summary>
    public string? Error { get; private set; }

    /// <summary>The full name of the exception's type it failed with; null where there was none. Visible.</summary>
    public string? ErrorType { get; private set; }

    /// <summary>
    /// Adds messages that the model is asked with, in order. Ignored once the call has ended. A conversation's messages are stored once, however many requests
    /// repeat them.
    /// </summary>
    /// <param name="messages">The messages; captured now, each within <see cref="LogLimits.ModelTextLength"/>.</param>
    public void AddRequest(params ReadOnlySpan<ModelMessage> messages) => Add(messages);

    /// <inheritdoc cref="AddRequest(ReadOnlySpan{ModelMessage})"/>
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
    public void AddRequest(params ModelMessage[] messages) => Add(messages ?? []);

    /// <summary>Notes that a part of a streamed answer arrived: the first one sets <see cref="TimeToFirstToken"/>. Ignored once the call has ended.</summary>
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

    /// <summary>Scores the model call. A later score of the same name, source, scorer and version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { ModelCall = this }, name, value, source, comment, scorer, scorerVersion);

    internal TraceSpan Span { get; }

    /// <summary>The messages of the request so far.</summary>
    internal RequestMessages Asked => _asked;

    /// <summary>When it ended, a timestamp.</summary>
    internal long EndTimestamp => _startTimestamp + (long)((Duration ?? TimeSpan.Zero).TotalSeconds * _runtime.Time.TimestampFrequency);

    /// <summary>When it ended, in UTC; when it began, while it runs.</summary>
    internal DateTimeOffset LatestAt { get; private set; }

    /// <summary>Model and outcome.</summary>
    public override string ToString() => $"{Model} ({Outcome?.ToString() ?? "running"})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        new ModelCallSnapshot(this, hasEnded: true, newMessages: []).WriteProperties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Sets the messages of a request that goes on from an earlier one.</summary>
    /// <param name="earlier">Those that it begins with.</param>
    /// <param name="more">Those that follow.</param>
    /// <returns>All of them, for a request that goes on from this one; none if they could not be captured.</returns>
    internal RequestMessages Ask(RequestMessages earlier, ReadOnlySpan<ModelMessage> more)
    {
        Set(RequestMessages.None, earlier);
        Add(more);
        return _asked;
    }

    private void Add(ReadOnlySpan<ModelMessage> messages)
    {
        try
        {
            // Read outside the lock: arguments run the caller's getters.
            messages = WithoutNulls(messages);
            RequestMessages before, after;
            do
            {
                before = _asked;
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

    // False where other messages came in between. Once the call has ended, they are ignored.
    private bool Set(RequestMessages before, RequestMessages after)
    {
        lock (_lock)
        {
            if (IsUnsettled && _asked != before)
            {
                return false;
            }

            _asked = IsUnsettled ? after : _asked;
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
