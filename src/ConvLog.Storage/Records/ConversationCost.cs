namespace ConvLog.Storage.Records;

/// <summary>
/// The cost of a conversation's turns as lists compare it: in billionths of a currency unit. Costs in different currencies are not added; the largest sum
/// counts.
/// </summary>
internal static class ConversationCost
{
    private const decimal UnitsOfOne = 1_000_000_000m;

    // A single cost is cut at a billion, so that no list fails for what a caller counted wrong.
    private const decimal Most = 1_000_000_000m;

    /// <param name="turns">What each turn took.</param>
    /// <returns>The largest sum; null if no turn has a cost.</returns>
    public static long? Of(IEnumerable<ModelUsage?> turns)
        => turns.SelectMany(UsageCost.Each)
            .GroupBy(static cost => cost.Currency, StringComparer.Ordinal)
            .Max(static costs => (long?)costs.Aggregate(Int128.Zero, static (sum, cost) => sum + ToUnits(cost.Cost), Clamp));

    /// <summary>An amount in billionths, rounded.</summary>
    public static long ToUnits(decimal amount) => (long)decimal.Round(Math.Clamp(amount, -Most, Most) * UnitsOfOne, MidpointRounding.AwayFromZero);

    /// <summary>The amount of billionths.</summary>
    public static decimal? ToAmount(long? units) => units / UnitsOfOne;

    private static long Clamp(Int128 sum) => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);
}
