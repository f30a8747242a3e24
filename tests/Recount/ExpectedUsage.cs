namespace ConvLog.Tests.Recount;

/// <summary>The usage of a model call or of a whole turn.</summary>
internal sealed record ExpectedUsage(string Model)
{
    public long? Input { get; init; }

    public long? Output { get; init; }

    public long? Total { get; init; }

    public long? Cached { get; init; }

    public decimal? Cost { get; init; }

    public string Currency { get; init; } = "USD";

    /// <summary>All known tokens.</summary>
    public long Known => Total ?? (Input ?? 0) + (Output ?? 0);

    public ModelUsage ToUsage() => new(Model, Input, Output, Cost, Currency) { TotalTokens = Total, CachedInputTokens = Cached };
}
