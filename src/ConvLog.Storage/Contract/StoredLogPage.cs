using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A part of a conversation's log.</summary>
/// <param name="Logged">The part that was asked for, in order.</param>
/// <param name="Next">Where to go on; null where nothing follows.</param>
public sealed record StoredLogPage(IReadOnlyList<ScopedRecord> Logged, LogPosition? Next);
