using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The model of a request, its parameters, and the usage.</summary>
/// <param name="Model">The model's name; empty if it is unknown before the answer.</param>
/// <param name="Provider">The provider of the model; null if unknown.</param>
/// <param name="Parameters">The parameters of the request; null for the model's defaults.</param>
/// <param name="Request">Further data for spans.</param>
internal sealed record ModelDetails(string Model, string? Provider, ModelParameters? Parameters, ModelRequest Request)
{
    public static ModelDetails Of(IChatClient? client, ChatOptions? options)
    {
        var metadata = client?.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return new ModelDetails(
            options?.ModelId ?? metadata?.DefaultModelId ?? "",
            metadata?.ProviderName,
            options is null ? null : ParametersOf(options),
            new ModelRequest(client, options))
        {
            Cache = CachedAnswers.Of(client),
        };
    }

    /// <summary>Detects answers from a cache in the client; null if it has no cache.</summary>
    public CachedAnswers? Cache { get; private init; }

    /// <summary>The usage of an answer; null if the service does not report it.</summary>
    public ModelUsage? UsageOf(ChatResponse response) => UsageOf(response.ModelId, response.Usage);

    /// <summary>The usage of an answer; null if the service does not report it.</summary>
    /// <param name="model">The model that answered, if the answer names it.</param>
    /// <param name="usage">The counts.</param>
    public ModelUsage? UsageOf(string? model, UsageDetails? usage) => TokenCounts.Of(model ?? Model, usage);

    /// <summary>Converts a setting by way of decimal; otherwise 0.2 would become 0.20000000298023224.</summary>
    public static double? Exact(float? setting) => setting is { } value && Math.Abs(value) < 1_000 ? (double)(decimal)value : setting;

    private static ModelParameters ParametersOf(ChatOptions options) => new()
    {
        Temperature = Exact(options.Temperature),
        MaxOutputTokens = options.MaxOutputTokens,
        ResponseFormat = options.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: null } => "json_object",
            ChatResponseFormatJson => "json_schema",
            _ => null,
        },
        Tools = [.. (options.Tools ?? []).Select(static tool => tool.Name)],
    };
}
