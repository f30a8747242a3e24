using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>The totals of a conversation's turns.</summary>
internal sealed class UsageTotals(IReadOnlyList<TurnView> turns)
{
    private readonly List<ModelUsage> _usages = [.. turns.Select(static turn => turn.Usage).OfType<ModelUsage>()];

    public IReadOnlyList<string> Models =>
    [
        .. turns.SelectMany(static turn => turn.ModelCalls.Select(static call => call.Model).Append(turn.Usage?.Model ?? ""))
            .Where(static model => model.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    public long? InputTokens => SumOrNull(static usage => usage.InputTokens);

    public long? OutputTokens => SumOrNull(static usage => usage.OutputTokens);

    /// <summary>All tokens: of each turn its total, else the known count; null if none is known.</summary>
    public long? TotalTokens => SumOrNull(static usage => usage.TotalTokens ?? usage.InputTokens ?? usage.OutputTokens);

    /// <summary>Input tokens that the providers read from their caches; null if no turn reports them.</summary>
    public long? CachedInputTokens => SumOrNull(static usage => usage.CachedInputTokens);

    /// <summary>Input tokens that the providers wrote to their caches; null if unknown.</summary>
    public long? CacheWriteInputTokens => SumOrNull(static usage => usage.CacheWriteInputTokens);

    /// <summary>Output tokens that the models used for reasoning; null if no turn reports them.</summary>
    public long? ReasoningTokens => SumOrNull(static usage => usage.ReasoningTokens);

    public bool IsEmpty => _usages.Count == 0;

    /// <summary>The cost by currency. Currencies are not added up.</summary>
    public IReadOnlyList<(decimal Amount, string Currency)> Costs =>
    [
        .. _usages.SelectMany(static usage => usage.CostByCurrency())
            .GroupBy(static cost => cost.Key, StringComparer.Ordinal)
            .Select(static costs => (costs.Sum(static cost => cost.Value), costs.Key)),
    ];

    /// <summary>The response time of each turn that has one.</summary>
    public IReadOnlyList<(int Turn, TimeSpan Time)> ResponseTimes { get; } =
        [.. turns.Where(static turn => turn.ResponseTime is not null).Select(static turn => (turn.Ordinal, turn.ResponseTime!.Value))];

    public TimeSpan? MedianFirstToken => Median([.. _usages.Select(static usage => usage.TimeToFirstToken).OfType<TimeSpan>()]);

    public TimeSpan? MedianResponseTime => Median([.. ResponseTimes.Select(static item => item.Time)]);

    private long? SumOrNull(Func<ModelUsage, long?> tokens) => _usages.Exists(usage => tokens(usage) is not null) ? _usages.Sum(tokens) : null;

    private static TimeSpan? Median(List<TimeSpan> times)
    {
        times.Sort();
        return times.Count == 0 ? null : times.Count % 2 == 1 ? times[times.Count / 2] : (times[(times.Count / 2) - 1] + times[times.Count / 2]) / 2;
    }
}
