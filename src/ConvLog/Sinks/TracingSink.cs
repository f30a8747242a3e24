using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog;

/// <summary>
/// Traces conversations with the activity source and meter <see cref="SourceName"/>, according to the OpenTelemetry semantic conventions for generative AI:
/// one span <c>invoke_agent</c> per turn, <c>chat</c> or the operation of its kind per model call, and <c>execute_tool</c> per function event.
/// <c>AddConvLog</c> registers it; it does nothing unless there is a listener.
/// </summary>
/// <remarks>
/// Spans contain names, IDs, outcomes, error types, model parameters and token counts, but no user input, agent responses, log entries or exception messages.
/// Arguments and results can be enabled, as far as they are not personal data. The host's own spans are not changed. If one of them already represents the
/// same tool, model or agent, as those of Microsoft.Extensions.AI do, no second span is created, and such a model call is not measured a second time. The
/// span of a turn or function event is the current one in the async flow that began it, and in flows that make the turn current with
/// <see cref="Turn.MakeCurrent"/>. The span of a model call is not made current, nor is any span that would hide a host's agent span from the code inside it.
/// Function events, model calls and API responses keep the IDs of their span; sinks called before this one get those of the surrounding span. A second
/// tracing sink in the same conversation creates no spans, but measures a second time: if one is registered with a host, the host uses it instead of its own.
/// </remarks>
/// <param name="options">What spans contain; null for the defaults.</param>
public sealed class TracingSink(TracingSinkOptions? options = null) : ILogSink
{
    /// <summary>The name of the activity source and of the meter: <c>ConvLog</c>.</summary>
    public const string SourceName = "ConvLog";

    private static readonly Counter<long> s_entries = CaptureMeter.Meter.CreateCounter<long>("convlog.entries", "{entry}", "Entries, by level.");

    private readonly TracingSinkOptions _options = options ?? new TracingSinkOptions();
    private readonly ConcurrentDictionary<string, string> _agents = new(StringComparer.Ordinal); // By conversation, while it is open.

    /// <summary>True: spans are created in the async flow that they belong to.</summary>
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
        else if (Spans.Source.HasListeners() || GenAiMeter.MeasuresTurns)
        {
            _agents[opening.ConversationId] = opening.AgentId;
        }
    }

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!Spans.Source.HasListeners() || turn.Span.Activity is not null)
        {
            return;
        }

        if (Spans.AgentAround() is { } around)
        {
            turn.Span.Adopt(around);
            return;
        }

        string? agent = _agents.GetValueOrDefault(turn.ConversationId);
        KeyValuePair<string, object?>[] tags =
        [
            new(GenAiTags.Operation, GenAiTags.InvokeAgent), new(GenAiTags.Agent, agent), new(GenAiTags.Conversation, turn.ConversationId),
        ];
        Spans.BeginTurn(turn.Span, agent, tags, turn.StartedAt);
    }

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        string? error = GenAiTags.ErrorOf(turn);
        if (GenAiMeter.MeasuresTurns)
        {
            GenAiMeter.Ended(turn, _agents.GetValueOrDefault(turn.ConversationId), error);
        }

        Spans.End(turn.Span, error);
    }

    /// <inheritdoc/>
    public void TurnRevised(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Outcome == TurnOutcome.Waiting)
        {
            Spans.End(turn.Span, error: null); // The length of the wait is unknown. The work of a later request has its own span.
        }
    }

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!Spans.Source.HasListeners() || call.Span.Activity is not null)
        {
            return;
        }

        var root = call.Span.Root;
        if (Spans.ToolAround(call) is { } around)
        {
            call.Span.Adopt(around);
        }
        else if (call.Span.EntersFlow || !root.IsLoopTraced) // Otherwise it is reported afterwards, and had its span while it ran.
        {
            KeyValuePair<string, object?>[] tags =
            [
                new(GenAiTags.Operation, GenAiTags.ExecuteTool), new(GenAiTags.Tool, call.Name), new(GenAiTags.ToolType, GenAiTags.Function),
                new(GenAiTags.CallId, call.CallId), new(GenAiTags.Conversation, call.ConversationId),
            ];
            var span = Spans.Begin(
                call.Span, $"{GenAiTags.ExecuteTool} {call.Name}", ActivityKind.Internal, tags, call.StartedAt, isCurrent: call.Span.EntersFlow);
            span?.SetTag(GenAiTags.ToolDescription, GenAiTags.NullIfEmpty(root.Request?.DescriptionOf(call.Name)));
            AddContent(span, GenAiTags.Arguments, call.Arguments.AsSpan(), _options.Privacy.FunctionArguments);
        }
    }

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        string? error = GenAiTags.ErrorOf(call.Outcome, call.ErrorType);
        GenAiMeter.Ended(call, error);
        if (call is { Result: { } result, Span: { IsOwn: true, Activity: { } span } })
        {
            AddContent(span, GenAiTags.Result, [result], _options.Privacy.FunctionResults);
        }

        Spans.End(call.Span, error, call.StartedAt + call.Duration);
    }

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        bool isTraced = Spans.Source.HasListeners();
        if (call.Span.Activity is not null || !(isTraced || GenAiMeter.MeasuresModelCalls))
        {
            return;
        }

        var telemetry = call.Span.Request?.Telemetry;
        string operation = GenAiTags.OperationOf(call.Kind);
        var around = Spans.RequestAround(operation, call.Model);
        bool isTracedInside = telemetry?.HasListeners() == true;
        call.Span.IsMeasured = telemetry is not null || around is not null;
        if (call.Kind == ModelCallKind.Chat)
        {
            var root = call.Span.Root;
            (root.Request, root.IsLoopTraced) = (call.Span.Request, isTracedInside || (around is not null && Spans.HasLoopAround(around)));
        }

        if (isTraced && around is not null)
        {
            call.Span.Adopt(around);
        }
        else if (isTraced && !isTracedInside)
        {
            KeyValuePair<string, object?>[] tags =
            [
                new(GenAiTags.Operation, operation), new(GenAiTags.Provider, call.Provider), new(GenAiTags.RequestModel, GenAiTags.NullIfEmpty(call.Model)),
                new(GenAiTags.Conversation, call.ConversationId),
            ];
            if (Spans.Begin(call.Span, $"{operation} {call.Model}".TrimEnd(), ActivityKind.Client, tags, call.StartedAt, isCurrent: false) is { } span)
            {
                GenAiTags.SetRequest(span, call);
            }
        }
    }

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        string? error = GenAiTags.ErrorOf(call.Outcome, call.ErrorType);
        GenAiMeter.Ended(call, error);
        if (call.Span is { IsOwn: true, Activity: { } span })
        {
            GenAiTags.SetResponse(span, call);
        }

        Spans.End(call.Span, error, call.StartedAt + call.Duration);
    }

    private void AddContent(Activity? span, string key, ReadOnlySpan<LogField> fields, PrivacyClass privacy)
    {
        if (_options.IncludeContent && span is { IsAllDataRequested: true } && GenAiTags.Json(fields, privacy == PrivacyClass.Personal) is { } json)
        {
            span.SetTag(key, json);
        }
    }
}
