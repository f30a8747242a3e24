namespace ConvLog.AspNetCore.Text;

/// <summary>Costs that are compared with each other, as in a column of a table: all have the same number of decimals.</summary>
/// <param name="costs">The costs, each by currency.</param>
internal sealed class CostColumn(IEnumerable<IReadOnlyDictionary<string, decimal>> costs)
{
    private readonly int _decimals = costs.SelectMany(static cost => cost.Values).Select(ShownNumber.DecimalsOf).DefaultIfEmpty().Max();

    /// <summary>One of the costs, by currency: currencies are not added up.</summary>
    public string Of(IReadOnlyDictionary<string, decimal> cost) => cost.Count == 0
        ? "–"
        : string.Join(" + ", cost.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(one => ShownNumber.Money(one.Value, one.Key, _decimals)));
}
