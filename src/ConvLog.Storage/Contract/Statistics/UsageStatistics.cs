namespace ConvLog.Storage;

/// <summary>Sums of what models took.</summary>
public sealed record UsageStatistics
{
    /// <summary>Tokens of prompts.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of answers.</summary>
    public long OutputTokens { get; init; }

    /// <summary>All tokens: also those of which only the total is known.</summary>
    public long TotalTokens { get; init; }

    /// <summary>Those of <see cref="InputTokens"/> that providers read from their caches.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>
    /// The share of input tokens read from a cache, of the usages that tell it: providers that do not are left out. Null where none tells.
    /// </summary>
    public double? CachedShare { get; init; }

    /// <summary>The cost by the currency's ISO 4217 code: exact to 18 decimals, never added across currencies.</summary>
    public IReadOnlyDictionary<string, decimal> Cost { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
