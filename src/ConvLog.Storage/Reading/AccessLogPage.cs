using ConvLog.Storage;

namespace ConvLog;

/// <summary>A part of the access log.</summary>
/// <param name="Accesses">The reads, the one written last first.</param>
/// <param name="Next">The cursor with which the log goes on; null where nothing follows.</param>
public sealed record AccessLogPage(IReadOnlyList<AccessRecord> Accesses, string? Next);
