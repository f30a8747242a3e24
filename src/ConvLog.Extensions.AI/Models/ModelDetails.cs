using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Which model a request is for, how it is asked, and what that took.</summary>
/// <param name="Model">The model's name; empty where not known before the answer.</param>
/// <param name="Provider">Who runs the model; null where not known.</param>
/// <param name="Parameters">How it is asked; null for its defaults.</param>
/// <param name="Request">What spans say of it beyond that.</param>
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

    /// <summary>What comes from a cache in the client; null where it has none.</summary>
    public CachedAnswers? Cache { get; private init; }

    /// <summary>What an answer took; null where the service does not say.</summary>
    public ModelUsage? UsageOf(ChatResponse response) => UsageOf(response.ModelId, response.Usage);

    /// <summary>What an answer took; null where the service does not say.</summary>
    /// <param name="model">The model that answered, if the answer names it.</param>
    /// <param name="usage">The counts.</param>
    public ModelUsage? UsageOf(string? model, UsageDetails? usage) => TokenCounts.Of(model ?? Model, usage);

    /// <summary>A setting as it was written: by way of decimal, or 0.2 would become 0.20000000298023224.</summary>
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
