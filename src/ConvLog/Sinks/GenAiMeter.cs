using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConvLog.Sinks;

/// <summary>The metrics of turns, function events and model calls, according to the semantic conventions for generative AI.</summary>
internal static class GenAiMeter
{
    private static readonly double[] s_seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    // A model may invent function names, and providers add model versions: each would be a separate time series.
    private static readonly LabelValues s_functions = new();
    private static readonly LabelValues s_models = new();
    private static readonly LabelValues s_agents = new();

    private static readonly Histogram<double> s_agent = CaptureMeter.Histogram(
        "gen_ai.invoke_agent.duration", "s", "The duration of turns.", 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6);

    private static readonly Histogram<double> s_tool = CaptureMeter.Histogram(
        "gen_ai.execute_tool.duration", "s", "The duration of function events.", s_seconds);

    private static readonly Histogram<double> s_model = CaptureMeter.Histogram(
        "gen_ai.client.operation.duration", "s", "The duration of model calls.", s_seconds);

    private static readonly Histogram<double> s_firstChunk = CaptureMeter.Histogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "From a model call's beginning to the first part of a streamed answer.", s_seconds);

    private static readonly Histogram<long> s_tokens = CaptureMeter.Histogram<long>(
        "gen_ai.client.token.usage", "{token}", "The tokens of model calls, by gen_ai.token.type.",
        1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864);

    public static bool MeasuresTurns => s_agent.Enabled;

    public static bool MeasuresModelCalls => s_model.Enabled || s_firstChunk.Enabled || s_tokens.Enabled;

    public static void Ended(TurnSnapshot turn, string? agent, string? error)
    {
        if (turn.EndedAt is { } end)
        {
            s_agent.Record(Math.Max(0, (end - turn.StartedAt).TotalSeconds), Tags((GenAiTags.Agent, s_agents.Bound(agent)), (GenAiTags.Error, error)));
        }
    }

    public static void Ended(FunctionSnapshot call, string? error)
    {
        if (s_tool.Enabled && call.Duration is { } duration)
        {
            var tags = Tags((GenAiTags.Tool, s_functions.Bound(call.Name)), (GenAiTags.ToolType, GenAiTags.Function), (GenAiTags.Error, error));
            s_tool.Record(duration.TotalSeconds, tags);
        }
    }

    public static void Ended(ModelCallSnapshot call, string? error)
    {
        if (call.Span.IsMeasured || !MeasuresModelCalls)
        {
            return;
        }

        var server = call.Span.Request?.Server;
        var tags = Tags(
            (GenAiTags.Operation, GenAiTags.OperationOf(call.Kind)), (GenAiTags.Provider, s_models.Bound(call.Provider)),
            (GenAiTags.RequestModel, s_models.Bound(GenAiTags.NullIfEmpty(call.Model))), (GenAiTags.ResponseModel, s_models.Bound(call.Usage?.Model)),
            (GenAiTags.ServerAddress, server?.Host), (GenAiTags.ServerPort, server?.Port));
        if (call.TimeToFirstToken is { } first)
        {
            s_firstChunk.Record(first.TotalSeconds, tags);
        }

        if (call.Usage?.InputTokens is { } input)
        {
            s_tokens.Record(input, With(tags, GenAiTags.TokenType, "input"));
        }

        if (call.Usage?.OutputTokens is { } output)
        {
            s_tokens.Record(output, With(tags, GenAiTags.TokenType, "output"));
        }

        if (call.Duration is { } duration)
        {
            s_model.Record(duration.TotalSeconds, error is null ? tags : With(tags, GenAiTags.Error, error));
        }
    }

    private static TagList Tags(params ReadOnlySpan<(string Key, object? Value)> known)
    {
        TagList tags = default;
        foreach (var (key, value) in known)
        {
            if (value is not null)
            {
                tags.Add(key, value);
            }
        }

        return tags;
    }

    private static TagList With(TagList tags, string key, string value)
    {
        tags.Add(key, value);
        return tags;
    }
}
