using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The token counts of a response.</summary>
internal static class TokenCounts
{
    // Experimental in Microsoft.Extensions.AI, and therefore bound by name.
    private static readonly PropertyInfo? s_audioInput = typeof(UsageDetails).GetProperty("InputAudioTokenCount");
    private static readonly PropertyInfo? s_audioOutput = typeof(UsageDetails).GetProperty("OutputAudioTokenCount");

    /// <summary>The usage of a response; null if the service reports neither input nor output tokens, nor a total.</summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="usage">The counts.</param>
    public static ModelUsage? Of(string model, UsageDetails? usage)
        => (usage?.InputTokenCount ?? usage?.OutputTokenCount ?? usage?.TotalTokenCount) is null ? null : new ModelUsage(
            model,
            usage!.InputTokenCount ?? (usage.TotalTokenCount - usage.OutputTokenCount),
            usage.OutputTokenCount ?? (usage.TotalTokenCount - usage.InputTokenCount))
        {
            TotalTokens = usage.TotalTokenCount,
            CachedInputTokens = usage.CachedInputTokenCount,
            CacheWriteInputTokens = CountOf(usage, "CacheCreationInputTokens") ?? CountOf(usage, "CacheWriteInputTokens") ?? CountOf(usage, "CacheWriteTokens"),
            ReasoningTokens = usage.ReasoningTokenCount,
            AudioInputTokens = s_audioInput?.GetValue(usage) as long? ?? CountOf(usage, "InputTokenDetails.AudioTokenCount"),
            AudioOutputTokens = s_audioOutput?.GetValue(usage) as long? ?? CountOf(usage, "OutputTokenDetails.AudioTokenCount"),
        };

    // By the name that a client uses: those of OpenAI, Anthropic, Amazon Bedrock and GitHub Copilot.
    private static long? CountOf(UsageDetails usage, string name) => usage.AdditionalCounts?.TryGetValue(name, out long count) == true ? count : null;
}
