namespace ConvLog.PostgreSql.Live;

/// <summary>Where a page of arrivals ended before the moment up to which it was read.</summary>
/// <param name="To">That moment.</param>
/// <param name="Transaction">The transaction of the last row.</param>
/// <param name="No">The number of the last row.</param>
internal readonly record struct ArrivalRemainder(ArrivalSnapshot To, long Transaction, long No);
