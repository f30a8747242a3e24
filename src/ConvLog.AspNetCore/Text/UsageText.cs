namespace ConvLog.AspNetCore.Text;

/// <summary>The tokens of a turn or a model call, in words.</summary>
internal static class UsageText
{
    /// <summary>The known counts: <c>310 input (200 cached), 42 output (12 reasoning)</c>; also the total if it is not their sum.</summary>
    public static string Of(ModelUsage usage)
    {
        var known = new List<string>();
        if (usage.InputTokens is { } input)
        {
            known.Add($"{ShownNumber.Count(input)} input" + Parts(
                (usage.CachedInputTokens, "cached"), (usage.CacheWriteInputTokens, "written to cache"), (usage.AudioInputTokens, "audio")));
        }

        if (usage.OutputTokens is { } output)
        {
            known.Add($"{ShownNumber.Count(output)} output{Parts((usage.ReasoningTokens, "reasoning"), (usage.AudioOutputTokens, "audio"))}");
        }

        if (usage.TotalTokens is { } total && (known.Count < 2 || total != usage.InputTokens + usage.OutputTokens))
        {
            known.Add($"{ShownNumber.Count(total)} in total");
        }

        return known.Count == 0 ? "Tokens not known" : string.Join(", ", known);
    }

    /// <summary>The total, else the known count: <c>352 tokens</c>, <c>42 output tokens</c>; empty if none is known.</summary>
    public static string Short(ModelUsage usage) => usage switch
    {
        { TotalTokens: { } total } => ShownNumber.Count(total, "token", "tokens"),
        { InputTokens: { } input } => ShownNumber.Count(input, "input token", "input tokens"),
        { OutputTokens: { } output } => ShownNumber.Count(output, "output token", "output tokens"),
        _ => "",
    };

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
