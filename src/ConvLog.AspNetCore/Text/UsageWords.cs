namespace ConvLog.AspNetCore.Text;

/// <summary>The tokens of a turn, in words.</summary>
internal static class UsageWords
{
    /// <summary>The counts that are known: <c>310 input (200 cached), 42 output (12 reasoning)</c>.</summary>
    public static string Of(ModelUsage usage)
        => $"{ShownNumber.Count(usage.InputTokens)} input{Parts((usage.CachedInputTokens, "cached"), (usage.AudioInputTokens, "audio"))}, "
            + $"{ShownNumber.Count(usage.OutputTokens)} output{Parts((usage.ReasoningTokens, "reasoning"), (usage.AudioOutputTokens, "audio"))}";

    private static string Parts(params ReadOnlySpan<(long? Count, string Name)> parts)
    {
        var known = new List<string>();
        foreach (var (count, name) in parts)
        {
            if (count is { } tokens)
            {
                known.Add($"{ShownNumber.Count(tokens)} {name}");
            }
        }

        return known.Count == 0 ? "" : $" ({string.Join(", ", known)})";
    }
}
