namespace ConvLog.Storage;

/// <summary>The health of one part of a store.</summary>
public sealed record HealthPart
{
    /// <summary>The health of a part.</summary>
    /// <param name="name">The name of the part, see <see cref="Name"/>.</param>
    /// <param name="status">The status.</param>
    /// <param name="message">The fault and what to do, see <see cref="Message"/>.</param>
    /// <param name="figures">Counts and lags by name, see <see cref="Figures"/>; default none.</param>
    public HealthPart(string name, StoreHealthStatus status, string message, IReadOnlyDictionary<string, double>? figures = null)
    {
        Name = name;
        Status = status;
        Message = message;
        Figures = figures ?? new Dictionary<string, double>(StringComparer.Ordinal);
    }

    /// <summary>
    /// The part: <c>engine</c>, <c>schema</c>, <c>queue</c>, <c>drops</c>, <c>index</c>, <c>keys</c>, <c>disk</c>, <c>reading</c>, <c>writing</c>,
    /// <c>access-log</c>, <c>retention</c>, <c>alerts</c>, …
    /// </summary>
    public string Name { get; init; }

    /// <summary>The status.</summary>
    public StoreHealthStatus Status { get; init; }

    /// <summary>The fault and what to do, or a short confirmation. Holds no personal data.</summary>
    public string Message { get; init; }

    /// <summary>Counts and lags by name, such as <c>pending_documents</c>, <c>lag_seconds</c>, <c>checksum_errors</c>, <c>dead_letters</c>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>When the part last succeeded in this process; null if it has not yet, or this is not recorded.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the part last failed in this process, recovered since or not; null if it has not, or this is not recorded.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>
    /// The health shown to a reader without the permission, if status or message depend on personal data; null if they do not. Its figures are filtered as
    /// well.
    /// </summary>
    internal HealthPart? Visible { get; init; }
}
