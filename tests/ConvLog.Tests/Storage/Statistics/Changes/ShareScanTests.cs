using ConvLog.Storage.Statistics.Changes;

namespace ConvLog.Tests.Storage.Statistics.Changes;

public sealed class ShareScanTests
{
    private const double Level = 0.00025;

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.1)]
    [InlineData(0.4)]
    public void At_most_one_of_a_thousand_series_without_a_change_has_one(double share)
    {
        var planted = new PlantedCalls(3);

        int found = Enumerable.Range(0, PlantedCalls.Series).Count(_ => Found(planted, share, share) is not null);

        found.Should().BeLessThanOrEqualTo(PlantedCalls.Series / 1_000);
    }

    [Theory]
    [InlineData(0.02, 0.32)]
    [InlineData(0.6, 0.2)]
    public void A_change_of_thirty_points_is_found_in_ninety_five_of_a_hundred_series_of_two_hundred_calls(double before, double after)
    {
        var planted = new PlantedCalls(4);
        int series = PlantedCalls.Series / 10;

        var found = Enumerable.Range(0, series).Select(_ => Found(planted, before, after)).OfType<ChangePoint>().ToList();

        found.Count.Should().BeGreaterThanOrEqualTo(series * 95 / 100);
        found.Should().AllSatisfy(one => (one.Statistic > 0).Should().Be(after > before));
    }

    [Fact]
    public void Few_values_of_either_kind_have_no_moment()
    {
        ShareScan.Find([]).Should().BeNull();
        ShareScan.Find([.. Enumerable.Range(0, 200).Select(static i => (1L, i >= 191 ? 1L : 0L))]).Should().BeNull("nine problems are too few");
        ShareScan.Find([.. Enumerable.Range(0, 200).Select(static i => (1L, i >= 100 ? 1L : 0L))])!.Value.Index.Should().Be(100);
    }

    private static ChangePoint? Found(PlantedCalls planted, double before, double after)
        => ShareScan.Find([.. Enumerable.Range(0, 200).Select(i => (1L, planted.Fails(i < 100 ? before : after) ? 1L : 0L))]) is { PValue: <= Level } found
            ? found : null;
}
