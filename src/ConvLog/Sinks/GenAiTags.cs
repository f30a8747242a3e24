using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Sinks;

/// <summary>
/// Attributes of the OpenTelemetry semantic conventions for generative AI, which are in development: spans follow semantic-conventions-genai 0.1.0, metrics
/// of model calls semantic-conventions 1.41.0, with the same names as in Microsoft.Extensions.AI.
/// </summary>
internal static class GenAiTags
{
    public const string SpanSchema = "https://opentelemetry.io/schemas/gen-ai/0.1.0";
    public const string MetricSchema = "https://opentelemetry.io/schemas/1.41.0";
    public const string Operation = "gen_ai.operation.name";
    public const string InvokeAgent = "invoke_agent";
    public const string ExecuteTool = "execute_tool";
    public const string Chat = "chat";
    public const string Embeddings = "embeddings";
    public const string GenerateContent = "generate_content";
    public const string Conversation = "gen_ai.conversation.id";
    public const string Agent = "gen_ai.agent.name";
    public const string Tool = "gen_ai.tool.name";
    public const string ToolType = "gen_ai.tool.type";
    public const string ToolDescription = "gen_ai.tool.description";
    public const string Function = "function";
    public const string CallId = "gen_ai.tool.call.id";
    public const string Arguments = "gen_ai.tool.call.arguments";
    public const string Result = "gen_ai.tool.call.result";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string TokenType = "gen_ai.token.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Error = "error.type";

    /// <summary>The type of an unknown error.</summary>
    public const string Other = "_OTHER";

    /// <summary>The operation of a kind of model call; the conventions define none for reranking.</summary>
    public static string OperationOf(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Chat => Chat,
        ModelCallKind.Embeddings => Embeddings,
        ModelCallKind.Reranking => "rerank",
        _ => GenerateContent,
    };

    /// <summary>The error type of an outcome; null if it is not an error.</summary>
    public static string? ErrorOf(FunctionOutcome? outcome, string? errorType) => outcome switch
    {
        null or FunctionOutcome.Completed or FunctionOutcome.Canceled or FunctionOutcome.Declined => null,
        FunctionOutcome.Abandoned => "abandoned",
        _ => errorType ?? Other,
    };

    /// <summary>The error type of a turn; null if there was no error.</summary>
    public static string? ErrorOf(TurnSnapshot turn)
    {
        if (turn.Error is not null || turn.ErrorType is not null)
        {
            return turn.ErrorType ?? Other;
        }

        return turn.EndedAt is null && turn.Outcome is not (TurnOutcome.Canceled or TurnOutcome.Waiting) ? "abandoned" : null;
    }

    public static string? NullIfEmpty(string? name) => name is { Length: > 0 } ? name : null;

    public static void SetRequest(Activity span, ModelCallSnapshot call)
    {
        span.SetTag("gen_ai.request.temperature", call.Parameters?.Temperature);
        span.SetTag("gen_ai.request.max_tokens", call.Parameters?.MaxOutputTokens);
        bool isJson = call.Parameters?.ResponseFormat?.StartsWith("json", StringComparison.Ordinal) == true;
        span.SetTag("gen_ai.output.type", isJson ? "json" : OutputOf(call.Kind));

        if (call.Span.Request is not { } request)
        {
            return;
        }

        span.SetTag(ServerAddress, request.Server?.Host);
        span.SetTag(ServerPort, request.Server?.Port);
        foreach (var (key, value) in request.Attributes)
        {
            span.SetTag(key, value);
        }
    }

    private static string? OutputOf(ModelCallKind kind) => kind switch
    {
        ModelCallKind.SpeechToText => "text",
        ModelCallKind.TextToSpeech => "speech",
        ModelCallKind.ImageGeneration => "image",
        _ => null,
    };

    public static void SetResponse(Activity span, ModelCallSnapshot call)
    {
        span.SetTag("gen_ai.response.id", call.ResponseId);
        if (call.FinishReason is { } reason)
        {
            span.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        }

        if (call.TimeToFirstToken is { } first)
        {
            span.SetTag("gen_ai.request.stream", true);
            span.SetTag("gen_ai.response.time_to_first_chunk", first.TotalSeconds);
        }

        if (call.Usage is { } usage)
        {
            span.SetTag(ResponseModel, NullIfEmpty(usage.Model));
            span.SetTag("gen_ai.usage.input_tokens", usage.InputTokens);
            span.SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
            span.SetTag("gen_ai.usage.cache_read.input_tokens", usage.CachedInputTokens);
            span.SetTag("gen_ai.usage.cache_creation.input_tokens", usage.CacheWriteInputTokens);
            span.SetTag("gen_ai.usage.reasoning.output_tokens", usage.ReasoningTokens);
            span.SetTag("gen_ai.usage.audio.input_tokens", usage.AudioInputTokens);
            span.SetTag("gen_ai.usage.audio.cache_read.input_tokens", usage.CachedAudioInputTokens);
            span.SetTag("gen_ai.usage.audio.output_tokens", usage.AudioOutputTokens);
        }
    }

    /// <summary>Values as JSON, with personal ones masked.</summary>
    public static string? Json(ReadOnlySpan<LogField> fields, bool arePersonal)
    {
        if (fields.IsEmpty)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            VisibleJson.WriteFields(json, fields, arePersonal);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
