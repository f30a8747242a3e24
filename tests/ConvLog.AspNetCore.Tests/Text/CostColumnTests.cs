using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Tests.Text;

public sealed class CostColumnTests
{
    [Fact]
    public void All_costs_of_a_column_have_as_many_decimals_as_the_one_with_the_most()
    {
        Dictionary<string, decimal>[] costs = [new() { ["USD"] = 12.3456m }, new() { ["USD"] = 3.1m, ["EUR"] = 1_234m }, []];
        var column = new CostColumn(costs);

        costs.Select(column.Of).Should().Equal("$12.3456", "€1,234.0000 + $3.1000", "–");
    }

    [Fact]
    public void Whole_cents_have_two_decimals()
        => new CostColumn([new Dictionary<string, decimal> { ["USD"] = 3m }]).Of(new Dictionary<string, decimal> { ["USD"] = 3m }).Should().Be("$3.00");

    [Fact]
    public void A_column_without_costs_is_shown()
        => new CostColumn([]).Of(new Dictionary<string, decimal>()).Should().Be("–");
}
