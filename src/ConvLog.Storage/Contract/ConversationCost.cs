using System.Globalization;

namespace ConvLog.Storage;

/// <summary>
/// What the turns of a conversation cost, as lists compare it: in billionths of a currency. Costs in different currencies are not added; the largest sum
/// counts.
/// </summary>
internal static class ConversationCost
{
    private const decimal UnitsOfOne = 1_000_000_000m;

    // A single cost is cut at a billion, so that no list fails for what a caller counted wrong.
    private const decimal Most = 1_000_000_000m;

    /// <param name="turns">What each turn cost; null where that is not known.</param>
    /// <returns>The largest sum; null where no turn has a cost.</returns>
    public static long? Of(IEnumerable<(decimal? Cost, string? Currency)> turns)
        => turns.Where(static turn => turn.Cost is not null)
            .GroupBy(static turn => turn.Currency, StringComparer.Ordinal)
            .Max(static turns => (long?)turns.Aggregate(Int128.Zero, static (sum, turn) => sum + ToUnits(turn.Cost!.Value), Clamp));

    /// <summary>A cost as databases keep it; null where it is damaged, which must stop nothing.</summary>
    public static decimal? Parse(string? text)
        => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cost) ? cost : null;

    /// <summary>An amount in billionths, rounded.</summary>
    public static long ToUnits(decimal amount) => (long)decimal.Round(Math.Clamp(amount, -Most, Most) * UnitsOfOne, MidpointRounding.AwayFromZero);

    private static long Clamp(Int128 sum) => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);
}
