using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The token counts of a response.</summary>
internal static class TokenCounts
{
    // Experimental in Microsoft.Extensions.AI, and so bound by name.
    private static readonly PropertyInfo? s_audioInput = typeof(UsageDetails).GetProperty("InputAudioTokenCount");
    private static readonly PropertyInfo? s_audioOutput = typeof(UsageDetails).GetProperty("OutputAudioTokenCount");

    /// <summary>
    /// The usage of a response; null if the service reports neither input nor output tokens, nor a total from which one of them follows.
    /// </summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="usage">The counts.</param>
    public static ModelUsage? Of(string model, UsageDetails? usage)
    {
        long? input = usage?.InputTokenCount ?? (usage?.TotalTokenCount - usage?.OutputTokenCount);
        long? output = usage?.OutputTokenCount ?? (usage?.TotalTokenCount - usage?.InputTokenCount);
        return usage is null || (input is null && output is null) ? null : new ModelUsage(model, input ?? 0, output ?? 0)
        {
            CachedInputTokens = usage.CachedInputTokenCount,
            ReasoningTokens = usage.ReasoningTokenCount,
            AudioInputTokens = Told(usage, s_audioInput, "InputTokenDetails.AudioTokenCount"),
            AudioOutputTokens = Told(usage, s_audioOutput, "OutputTokenDetails.AudioTokenCount"),
        };
    }

    // OpenAI's chat client reports them by name.
    private static long? Told(UsageDetails usage, PropertyInfo? property, string name)
        => property?.GetValue(usage) as long? ?? (usage.AdditionalCounts?.TryGetValue(name, out long count) == true ? count : null);
}
