namespace ConvLog.Storage;

/// <summary>The total usage of models.</summary>
public sealed record UsageStatistics
{
    /// <summary>The number of input tokens.</summary>
    public long InputTokens { get; init; }

    /// <summary>The number of output tokens.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The number of all tokens, including those of which only the total is known.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The part of <see cref="InputTokens"/> that providers read from their caches.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>
    /// The share of input tokens read from a cache, over the usages that report it; usages of other providers are excluded. Null if no usage reports it.
    /// </summary>
    public double? CachedShare { get; init; }

    /// <summary>The cost by the currency's ISO 4217 code: exact to 18 decimals, never added across currencies.</summary>
    public IReadOnlyDictionary<string, decimal> Cost { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
