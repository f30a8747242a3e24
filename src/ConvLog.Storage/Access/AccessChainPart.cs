namespace ConvLog.Storage.Access;

/// <summary>A part of the access log's chain, read at one point in time.</summary>
/// <param name="Removed">The last expired read; null if the store has none.</param>
/// <param name="Last">The last read that was written; null if the store has none.</param>
/// <param name="Rows">The reads, by number.</param>
internal sealed record AccessChainPart(AccessLink? Removed, AccessLink? Last, IReadOnlyList<AccessChainRow> Rows);
