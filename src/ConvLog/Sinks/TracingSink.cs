using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog;

/// <summary>
/// Traces conversations with the activity source and meter <see cref="SourceName"/>, by the semantic conventions of OpenTelemetry for generative AI: a span
/// <c>invoke_agent</c> for each turn, <c>chat</c> for each model call and <c>execute_tool</c> for each function event. Hosts have it with <c>AddConvLog</c>; it
/// does nothing until something listens.
/// </summary>
/// <remarks>
/// Spans hold names, IDs, outcomes, types of errors and token counts, never what was said, logged or thrown. Arguments and results are added on request, as far
/// as they are not personal data. Where the current span is that of the same tool or model already, as Microsoft.Extensions.AI makes them, it gets the
/// conversation's ID and no second one is made. A span is the current one of the async flow that began a turn or function event; a model call's is not.
/// Function events, model calls and API responses keep the IDs of their span; sinks that are called before this one get those of the span around it. A second
/// one in the same conversation makes no spans, and measures twice: a host uses one that is registered with it in the place of its own.
/// </remarks>
/// <param name="options">What spans hold; null for the defaults.</param>
public sealed class TracingSink(TracingSinkOptions? options = null) : ILogSink
{
    /// <summary>The name of the activity source and of the meter: <c>ConvLog</c>.</summary>
    public const string SourceName = "ConvLog";

    private static readonly ActivitySource s_source = new(SourceName);

    private static readonly Counter<long> s_entries = CaptureMeter.Meter.CreateCounter<long>("convlog.entries", "{entry}", "Entries, by level.");

    private static readonly Histogram<double> s_duration = Histogram(
        "gen_ai.execute_tool.duration", "s", "The duration of function events.",
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

    private static readonly Histogram<long> s_tokens = Histogram<long>(
        "gen_ai.client.token.usage", "{token}", "The tokens of model calls, by gen_ai.token.type.",
        1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864);

    private readonly TracingSinkOptions _options = options ?? new TracingSinkOptions();
    private readonly ConcurrentDictionary<string, string> _agents = new(StringComparer.Ordinal); // By conversation, while it is open.

    /// <summary>True: spans are made in the async flow that they belong to.</summary>
    public bool NeverWaits => true;

    /// <summary>Counts the entry; entries are not traced.</summary>
    /// <param name="entry">The entry.</param>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (s_entries.Enabled)
        {
            s_entries.Add(1, new KeyValuePair<string, object?>("level", EntryJson.LevelName(entry.Level)));
        }
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record)
    {
        if (record is not ConversationRecord opening)
        {
            return;
        }

        if (opening.ClosedAt is not null)
        {
            _agents.TryRemove(opening.ConversationId, out _);
        }
        else if (s_source.HasListeners())
        {
            _agents[opening.ConversationId] = opening.AgentId;
        }
    }

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!s_source.HasListeners() || turn.Span.Activity is not null
            || Adopt(turn.Span, turn.ConversationId, GenAiTags.InvokeAgent, GenAiTags.Operation, GenAiTags.InvokeAgent))
        {
            return;
        }

        string? agent = _agents.GetValueOrDefault(turn.ConversationId);
        KeyValuePair<string, object?>[] tags =
        [
            new(GenAiTags.Operation, GenAiTags.InvokeAgent), new(GenAiTags.Agent, agent), new(GenAiTags.Conversation, turn.ConversationId),
        ];
        Begin(turn.Span, $"{GenAiTags.InvokeAgent} {agent}".TrimEnd(), ActivityKind.Internal, tags, turn.StartedAt, isCurrent: true);
    }

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        End(turn.Span, GenAiTags.ErrorOf(turn));
    }

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!s_source.HasListeners() || call.Span.Activity is not null)
        {
            return;
        }

        if (!Adopt(call.Span, call.ConversationId, GenAiTags.ExecuteTool, GenAiTags.Tool, call.Name))
        {
            Begin(call);
        }

        AddContent(call.Span.Activity, GenAiTags.Arguments, call.Arguments.AsSpan(), _options.Privacy.FunctionArguments);
    }

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        string? error = GenAiTags.ErrorOf(call.Outcome, call.ErrorType);
        if (s_duration.Enabled && call.Duration is { } duration)
        {
            TagList tags = new() { { GenAiTags.Tool, call.Name } };
            if (error is not null)
            {
                tags.Add(GenAiTags.Error, error);
            }

            s_duration.Record(duration.TotalSeconds, tags);
        }

        if (call.Result is { } result)
        {
            AddContent(call.Span.Activity, GenAiTags.Result, [result], _options.Privacy.FunctionResults);
        }

        End(call.Span, error, call.StartedAt + call.Duration);
    }

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!s_source.HasListeners() || call.Span.Activity is not null
            || Adopt(call.Span, call.ConversationId, GenAiTags.Chat, GenAiTags.RequestModel, call.Model))
        {
            return;
        }

        KeyValuePair<string, object?>[] tags =
        [
            new(GenAiTags.Operation, GenAiTags.Chat), new(GenAiTags.Provider, call.Provider), new(GenAiTags.RequestModel, call.Model),
            new(GenAiTags.Conversation, call.ConversationId),
        ];
        Begin(call.Span, $"{GenAiTags.Chat} {call.Model}", ActivityKind.Client, tags, call.StartedAt, isCurrent: false);
        if (call.Span.Activity is { } span)
        {
            GenAiTags.SetParameters(span, call.Parameters);
        }
    }

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (s_tokens.Enabled && call.Usage is { } usage)
        {
            RecordTokens(call, usage, "input", usage.InputTokens);
            RecordTokens(call, usage, "output", usage.OutputTokens);
        }

        if (call.Span is { IsOwn: true, Activity: { } span })
        {
            GenAiTags.SetResponse(span, call);
        }

        End(call.Span, GenAiTags.ErrorOf(call.Outcome, call.ErrorType), call.StartedAt + call.Duration);
    }

    private static void RecordTokens(ModelCallSnapshot call, ModelUsage usage, string type, long count)
        => s_tokens.Record(count, new TagList
        {
            { GenAiTags.Operation, GenAiTags.Chat }, { GenAiTags.Provider, call.Provider }, { GenAiTags.TokenType, type },
            { GenAiTags.RequestModel, call.Model }, { GenAiTags.ResponseModel, usage.Model },
        });

    // The current span, where it is that of the same tool or model: an instrumentation around this one made it, and ends it.
    private static bool Adopt(TraceSpan place, string conversation, string operation, string subject, string name)
    {
        if (Activity.Current is not { } outer || ReferenceEquals(outer.Source, s_source) || !Has(outer, GenAiTags.Operation, operation)
            || !Has(outer, subject, name))
        {
            return false;
        }

        place.Begin(outer.SetTag(GenAiTags.Conversation, conversation), isOwn: false, before: null);
        return true;
    }

    private static bool Has(Activity span, string key, string value) => string.Equals(span.GetTagItem(key) as string, value, StringComparison.Ordinal);

    private static void Begin(FunctionSnapshot call)
    {
        KeyValuePair<string, object?>[] tags =
        [
            new(GenAiTags.Operation, GenAiTags.ExecuteTool), new(GenAiTags.Tool, call.Name), new(GenAiTags.ToolType, "function"),
            new(GenAiTags.CallId, call.CallId), new(GenAiTags.Conversation, call.ConversationId),
        ];
        Begin(call.Span, $"{GenAiTags.ExecuteTool} {call.Name}", ActivityKind.Internal, tags, call.StartedAt, call.Span.EntersFlow);
    }

    private static void Begin(
        TraceSpan place, string name, ActivityKind kind, KeyValuePair<string, object?>[] tags, DateTimeOffset startedAt, bool isCurrent)
    {
        var before = Activity.Current;
        if (place.Outer is { } outer && !IsInside(before, outer))
        {
            // A streamed response leaves its flow at every update, and the current span with it.
            Activity.Current = outer;
        }

        var span = s_source.StartActivity(kind, tags: tags, startTime: startedAt, name: name);
        if (span is null || !isCurrent)
        {
            Activity.Current = before;
        }

        if (span is not null)
        {
            place.Begin(span, isOwn: true, before);
        }
    }

    private static bool IsInside(Activity? span, Activity outer)
    {
        while (span is not null && !ReferenceEquals(span, outer))
        {
            span = span.Parent;
        }

        return span is not null;
    }

    private static void End(TraceSpan place, string? error, DateTimeOffset? endedAt = null)
    {
        if (place.Activity is not { } span)
        {
            return;
        }

        var before = place.Before;
        place.End();
        if (!place.IsOwn)
        {
            return;
        }

        if (error is not null)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag(GenAiTags.Error, error);
        }

        if (endedAt is { } end)
        {
            span.SetEndTime(end.UtcDateTime);
        }

        // Stopping one makes its parent current in this flow, wherever it was begun.
        var current = Activity.Current;
        span.Stop();
        Activity.Current = ReferenceEquals(current, span) ? before : current;
    }

    private void AddContent(Activity? span, string key, ReadOnlySpan<LogField> fields, PrivacyClass privacy)
    {
        if (_options.IncludeContent && span is { IsAllDataRequested: true } && GenAiTags.Json(fields, privacy == PrivacyClass.Personal) is { } json)
        {
            span.SetTag(key, json);
        }
    }

    private static Histogram<T> Histogram<T>(string name, string unit, string description, params T[] boundaries)
        where T : struct
#if NET9_0_OR_GREATER
        => CaptureMeter.Meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries });
#else
        => CaptureMeter.Meter.CreateHistogram<T>(name, unit, description); // .NET 8 cannot say where the boundaries should be.
#endif
}
