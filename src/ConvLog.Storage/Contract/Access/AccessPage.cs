namespace ConvLog.Storage;

/// <summary>A part of the access log.</summary>
/// <param name="Accesses">The reads, the one written last first.</param>
/// <param name="Next">What <see cref="AccessQuery.Before"/> goes on with; null at the end.</param>
public sealed record AccessPage(IReadOnlyList<AccessRecord> Accesses, long? Next);
