namespace ConvLog.Storage.Access;

/// <summary>A part of the access log's chain, all from one moment.</summary>
/// <param name="Removed">The last read that expired; null where the store has none.</param>
/// <param name="Last">The last read that was written; null where the store has none.</param>
/// <param name="Rows">The reads, by number.</param>
internal sealed record AccessChainPart(AccessLink? Removed, AccessLink? Last, IReadOnlyList<AccessChainRow> Rows);
