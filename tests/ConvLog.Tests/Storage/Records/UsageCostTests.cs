using ConvLog.Storage.Records;

namespace ConvLog.Tests.Storage.Records;

public sealed class UsageCostTests
{
    private static readonly ModelUsage s_both = ModelUsage.Of([new("m", cost: 0.10m, currency: "USD"), new("m", cost: 0.25m, currency: "EUR")]);

    [Fact]
    public void Costs_of_one_or_several_currencies_are_read_back()
    {
        UsageCost.Of(s_both).Should().Be(new UsageCost("""{"EUR":0.25,"USD":0.10}""", null));
        UsageCost.Of(s_both).ToUsage("m", null, null, null).Should().Be(s_both);
        UsageCost.Of(new ModelUsage("m", cost: 0.10m, currency: "EUR")).Should().Be(new UsageCost("0.10", "EUR"));
        UsageCost.Of(null).Should().Be(default(UsageCost));
        new UsageCost("-0.5", "EUR").ToUsage("m", 1, 2, TimeSpan.Zero).Should().Be(new ModelUsage("m", 1, 2, -0.5m, "EUR", TimeSpan.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("much")]
    [InlineData("{")]
    [InlineData("""{"EUR":}""")]
    [InlineData("""{"EUR":"1"}""")]
    [InlineData("""{"EUR":1e99}""")]
    [InlineData("""{"EUR":{"USD":1}}""")]
    [InlineData("""{"EUR":1} """)]
    [InlineData("""{"EUR":1}{""")]
    [InlineData("""{"EUR":1,"EUR":2}""")]
    [InlineData("""{"\ud800":1}""")]
    public void A_damaged_cost_is_null(string cost)
    {
        var usage = new UsageCost(cost, null).ToUsage("m", null, null, null);

        (usage.Cost, usage.CostByCurrency().Count, UsageCost.Each(usage).Count()).Should().Be((null, cost.EndsWith(' ') ? 1 : 0, cost.EndsWith(' ') ? 1 : 0));
    }

    [Fact]
    public void Each_cost_is_returned_with_its_currency()
    {
        UsageCost.Each(s_both).Should().Equal(("EUR", 0.25m), ("USD", 0.10m));
        UsageCost.Each(new ModelUsage("m", cost: 0m)).Should().Equal(("USD", 0m));
        UsageCost.Each(new ModelUsage("m")).Should().BeEmpty();
        UsageCost.Each(null).Should().BeEmpty();
    }
}
