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

    [Theory]
    [InlineData(-1, 1, -1, 1)]
    [InlineData(-0.3, 0.9, -0.5, 1)]
    [InlineData(-7, 0, -8, 0)]
    [InlineData(-0.2, 214, -100, 300)]
    [InlineData(-1_450_000, 3, -1_500_000, 500_000)]
    public void An_axis_with_negative_values_has_a_mark_at_0(double least, double most, double bottom, double top)
    {
        var scale = PlotScale.Of(least, most);

        (scale.Bottom, scale.Top).Should().Be((bottom, top));
        (scale.ShareOf(bottom), scale.ShareOf(top)).Should().Be((0, 1));
        scale.ShareOf(0).Should().BeApproximately((double)scale.Below / (scale.Below + scale.Steps), 1e-9);
    }

    [Fact]
    public void Any_two_values_fit_on_an_axis_with_at_most_four_marks()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            double least = -Math.Pow(10, random.Next(-300, 309)) * random.NextDouble();
            double most = Math.Pow(10, random.Next(-300, 309)) * random.NextDouble();
            var scale = PlotScale.Of(least, most);

            (scale.Steps + scale.Below).Should().BeInRange(1, 4);
            scale.ShareOf(least).Should().BeInRange(0, scale.ShareOf(0));
            scale.ShareOf(most).Should().BeInRange(scale.ShareOf(0), 1);
        }
    }

    [Fact]
    public void An_axis_has_at_most_four_marks_and_includes_its_largest_value()
    {
        for (double most = 1e-9; most < 1e15; most *= 1.07)
        {
            var scale = PlotScale.Of(most);

            scale.Steps.Should().BeInRange(1, 4);
            scale.Top.Should().BeGreaterThanOrEqualTo(most * (1 - 1e-9)).And.BeLessThan(most * 4);
        }
    }
}
