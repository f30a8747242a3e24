namespace ConvLog.PostgreSql.Live;

/// <summary>Where a page of arrivals ended before the moment up to which it was read.</summary>
/// <param name="To">That moment.</param>
/// <param name="Transaction">The last transaction of which something was read.</param>
/// <param name="No">How many of its conversations were.</param>
internal readonly record struct ArrivalRemainder(ArrivalSnapshot To, long Transaction, long No);
