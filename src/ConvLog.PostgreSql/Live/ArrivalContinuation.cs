namespace ConvLog.PostgreSql.Live;

/// <summary>Where a page of arrivals ended before the moment up to which it was read.</summary>
/// <param name="To">That moment.</param>
/// <param name="Transaction">The last transaction that was read at least in part.</param>
/// <param name="No">The number of its conversations that were read.</param>
internal readonly record struct ArrivalContinuation(ArrivalSnapshot To, long Transaction, long No);
