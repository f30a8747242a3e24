namespace ConvLog.Storage;

/// <summary>How a part of a store is.</summary>
/// <param name="Name">The part: <c>writing</c>, <c>reading</c>, <c>index</c>, <c>file</c>, …</param>
/// <param name="Status">How it is.</param>
/// <param name="Message">What is wrong and what to do, or a word on how it does. Holds nothing personal.</param>
/// <param name="Figures">Counts and lags by name, such as <c>pending_documents</c>, <c>lag_seconds</c>, <c>checksum_errors</c>, <c>dead_letters</c>.</param>
public sealed record HealthPart(string Name, HealthStatus Status, string Message, IReadOnlyDictionary<string, double> Figures);
