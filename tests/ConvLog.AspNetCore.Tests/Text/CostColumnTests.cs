using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Tests.Text;

public sealed class CostColumnTests
{
    [Fact]
    public void All_costs_of_a_column_have_as_many_decimals_as_the_one_with_the_most()
    {
        IReadOnlyDictionary<string, decimal>[] costs = [Cost(("USD", 12.3456m)), Cost(("USD", 3.1m), ("EUR", 1_234m)), Cost()];
        var column = new CostColumn(costs);

        costs.Select(column.Of).Should().Equal("$12.3456", "€1,234.0000 + $3.1000", "–");
    }

    [Fact]
    public void Whole_cents_have_two_decimals() => new CostColumn([Cost(("USD", 3m))]).Of(Cost(("USD", 3m))).Should().Be("$3.00");

    [Fact]
    public void A_column_without_costs_is_shown() => new CostColumn([]).Of(Cost()).Should().Be("–");

    private static IReadOnlyDictionary<string, decimal> Cost(params (string Currency, decimal Amount)[] costs)
        => costs.ToDictionary(static cost => cost.Currency, static cost => cost.Amount, StringComparer.Ordinal);
}
