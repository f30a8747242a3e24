namespace ConvLog.Storage.Statistics;

/// <summary>
/// The cost of turns in one currency. Exact: each cost is rounded to 18 decimals and capped at a trillion before it is added, so that the order of
/// additions does not matter.
/// </summary>
/// <param name="Turns">The number of turns with a cost in this currency, including a cost of 0.</param>
/// <param name="Units">Their cost in units of 10⁻¹⁸.</param>
internal readonly record struct CostSum(long Turns, Int128 Units)
{
    private const int Decimals = 18;
    private const decimal UnitsOfOne = 1_000_000_000_000_000_000m;
    private const decimal Most = 1_000_000_000_000m;

    private static readonly long[] s_powers = [.. Enumerable.Range(0, Decimals + 1).Select(static power => (long)Math.Pow(10, power))];

    public static CostSum Of(decimal cost)
    {
        // Nearly all costs have few enough decimals and digits that their units are a product of integers.
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(cost, parts);
        if (cost.Scale <= Decimals && (parts[1] | parts[2]) == 0)
        {
            var units = (Int128)(uint)parts[0] * (Int128)s_powers[Decimals - cost.Scale];
            return new CostSum(1, parts[3] < 0 ? -units : units);
        }

        decimal rounded = decimal.Round(Math.Clamp(cost, -Most, Most), Decimals, MidpointRounding.AwayFromZero);
        decimal whole = decimal.Truncate(rounded);
        return new CostSum(1, ((Int128)whole * (Int128)UnitsOfOne) + (Int128)((rounded - whole) * UnitsOfOne));
    }

    public CostSum Plus(CostSum other) => new(Turns + other.Turns, Units + other.Units);

    /// <summary>The cost of a number of turns with this cost each.</summary>
    public CostSum Times(long turns) => new(Turns * turns, Units * turns);

    public decimal ToDecimal() => (decimal)(Units / (Int128)UnitsOfOne) + ((decimal)(Units % (Int128)UnitsOfOne) / UnitsOfOne);
}
