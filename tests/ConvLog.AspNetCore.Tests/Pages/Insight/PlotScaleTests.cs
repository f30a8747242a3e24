using ConvLog.AspNetCore.Pages.Insight;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

public sealed class PlotScaleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(7, 8)]
    [InlineData(214, 300)]
    [InlineData(0.034, 0.04)]
    [InlineData(1_450_000, 1_500_000)]
    public void An_axis_ends_at_a_round_number(double most, double top) => PlotScale.Of(most).Top.Should().BeApproximately(top, top / 1e9);

    [Fact]
    public void An_axis_has_at_most_four_marks_and_holds_its_largest_value()
    {
        for (double most = 1e-9; most < 1e15; most *= 1.07)
        {
            var scale = PlotScale.Of(most);

            scale.Steps.Should().BeInRange(1, 4);
            scale.Top.Should().BeGreaterThanOrEqualTo(most * (1 - 1e-9)).And.BeLessThan(most * 4);
        }
    }
}
