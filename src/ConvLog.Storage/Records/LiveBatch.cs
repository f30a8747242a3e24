namespace ConvLog.Records;

/// <summary>What came in together.</summary>
/// <param name="Events">In the order of the log within a conversation. Empty at the beginning and as a sign of life.</param>
/// <param name="Place">Where to go on after it; null while what was missed is being told: then one goes on from the place before.</param>
/// <param name="IsReset">Whether something may have come in that nobody can tell any more: read anew what you follow.</param>
public sealed record LiveBatch(IReadOnlyList<LiveEvent> Events, string? Place, bool IsReset = false);
