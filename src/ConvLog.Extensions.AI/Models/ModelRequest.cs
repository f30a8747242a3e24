using System.Diagnostics;
using ConvLog.Functions;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The data of spans about a request to a chat client, read only when a span needs it.</summary>
/// <param name="client">The client; null if unknown.</param>
/// <param name="options">The options of the request.</param>
internal sealed class ModelRequest(IChatClient? client, ChatOptions? options) : IModelRequest
{
    public ActivitySource? Telemetry => client?.GetService(typeof(ActivitySource)) as ActivitySource;

    public Uri? Server => client?.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderUri: { IsAbsoluteUri: true } uri } ? uri : null;

    public IEnumerable<KeyValuePair<string, object?>> Attributes => options is null
        ? []
        :
        [
            new("gen_ai.request.top_p", ModelDetails.Exact(options.TopP)),
            new("gen_ai.request.top_k", options.TopK),
            new("gen_ai.request.frequency_penalty", ModelDetails.Exact(options.FrequencyPenalty)),
            new("gen_ai.request.presence_penalty", ModelDetails.Exact(options.PresencePenalty)),
            new("gen_ai.request.seed", options.Seed),
            new("gen_ai.request.stop_sequences", options.StopSequences is { Count: > 0 } stops ? stops.ToArray() : null),
            new("gen_ai.request.reasoning.level", LevelOf(options.Reasoning?.Effort)),
            new("gen_ai.output.type", TypeOf(options.ResponseFormat)),
        ];

    public string? DescriptionOf(string tool)
    {
        try
        {
            return options?.Tools?.FirstOrDefault(offered => string.Equals(offered.Name, tool, StringComparison.Ordinal))?.Description;
        }
        catch (Exception)
        {
            // The lists belong to the host, and may change concurrently or throw. A span can do without this data.
            return null;
        }
    }

    private static string? LevelOf(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };

    private static string? TypeOf(ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatText => "text",
        ChatResponseFormatJson => "json",
        _ => null,
    };
}
