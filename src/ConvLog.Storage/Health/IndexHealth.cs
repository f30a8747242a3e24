namespace ConvLog.Storage.Health;

/// <summary>Reports how far the text index is behind, the same for every database.</summary>
internal static class IndexHealth
{
    private const string Name = "index";

    private static readonly TimeSpan s_mostLag = TimeSpan.FromSeconds(10);

    /// <summary>The part if the state cannot be read.</summary>
    public static HealthPart Unknown => new(Name, StoreHealthStatus.Degraded, "The index's work list cannot be read.",
        new Dictionary<string, double>(StringComparer.Ordinal));

    /// <param name="figures">The figures of the part.</param>
    /// <param name="lag">How long the oldest document has waited.</param>
    /// <param name="indexes">Whether the store is set to index text.</param>
    /// <param name="canIndex">Whether this store indexes; a read-only one depends on other processes.</param>
    /// <param name="failure">Why indexing last failed; null if it did not.</param>
    public static HealthPart Of(Dictionary<string, double> figures, TimeSpan lag, bool indexes, bool canIndex, string? failure)
        => lag > s_mostLag && indexes && canIndex
            ? new HealthPart(Name, StoreHealthStatus.Degraded, failure ?? "The text index is behind: searches do not find the latest data yet.", figures)
            : new HealthPart(Name, StoreHealthStatus.Healthy, indexes ? "It works." : "This store does not index text.", figures);
}
