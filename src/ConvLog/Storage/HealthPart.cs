namespace ConvLog.Storage;

/// <summary>How a part of a store is.</summary>
/// <param name="Name">The part: <c>engine</c>, <c>schema</c>, <c>queue</c>, <c>drops</c>, <c>index</c>, <c>keys</c>, <c>disk</c>, <c>reading</c>, <c>writing</c>, <c>access-log</c>, …</param>
/// <param name="Status">How it is.</param>
/// <param name="Message">What is wrong and what to do, or a word on how it does. Holds nothing personal.</param>
/// <param name="Figures">Counts and lags by name, such as <c>pending_documents</c>, <c>lag_seconds</c>, <c>checksum_errors</c>, <c>dead_letters</c>.</param>
public sealed record HealthPart(string Name, StoreHealthStatus Status, string Message, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>When the part last did its work, in this process; null where it has not yet, or where that is not recorded.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When it last failed, in this process, mended since or not; null where it has not, or where that is not recorded.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>What a reader without the permission gets instead, where status or message depend on personal data; null where they do not. Its figures are filtered as well.</summary>
    internal HealthPart? Visible { get; init; }
}
