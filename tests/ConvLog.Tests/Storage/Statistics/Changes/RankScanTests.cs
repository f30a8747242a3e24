using System.Diagnostics;
using ConvLog.Storage.Statistics.Changes;

namespace ConvLog.Tests.Storage.Statistics.Changes;

public sealed class RankScanTests
{
    private const double Level = 0.00025;

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(1_000)]
    public void At_most_one_of_a_thousand_series_without_a_change_has_one(int calls)
    {
        var planted = new PlantedCalls(calls);
        int series = Math.Max(1_000, PlantedCalls.Series * 60 / calls);

        int found = Enumerable.Range(0, series).Count(_ => Found([.. Enumerable.Range(0, calls).Select(_ => planted.Duration())]) is not null);

        found.Should().BeLessThanOrEqualTo(series / 1_000);
    }

    [Theory]
    [InlineData(1.3, 80)]
    [InlineData(1.3, 100)]
    [InlineData(1.3, 120)]
    [InlineData(1 / 1.3, 100)]
    public void A_change_by_thirty_percent_is_found_in_ninety_five_of_a_hundred_series_of_two_hundred_calls(double factor, int at)
    {
        var planted = new PlantedCalls(at);
        int series = PlantedCalls.Series / 10;

        var found = Enumerable.Range(0, series)
            .Select(_ => Found([.. Enumerable.Range(0, 200).Select(i => planted.Duration(i < at ? 1 : factor))])).OfType<ChangePoint>().ToList();

        found.Count.Should().BeGreaterThanOrEqualTo(series * 95 / 100);
        found.Should().AllSatisfy(one => (one.Statistic > 0).Should().Be(factor > 1));
        found.Select(one => Math.Abs(one.Index - at)).Order().ElementAt(found.Count / 2).Should().BeLessThan(5, "half of them are dated within a few calls");
    }

    [Fact]
    public void Few_values_and_equal_values_have_no_moment()
    {
        var planted = new PlantedCalls(1);

        PlantedCalls.Find([]).Should().BeNull();
        PlantedCalls.Find([.. Enumerable.Range(0, 39).Select(i => planted.Duration(i < 20 ? 1 : 10))]).Should().BeNull();
        PlantedCalls.Find([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(20), 1_000)]).Should().BeNull();
    }

    [Fact]
    public void Ten_thousand_calls_take_a_few_milliseconds()
    {
        var planted = new PlantedCalls(2);
        List<TimeSpan> calls = [.. Enumerable.Range(0, 10_000).Select(i => planted.Duration(i < 6_000 ? 1 : 1.1))];
        PlantedCalls.Find(calls);
        var fastest = Enumerable.Range(0, 5).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            PlantedCalls.Find(calls);
            return Stopwatch.GetElapsedTime(start);
        });

        fastest.Should().BeLessThan(TimeSpan.FromMilliseconds(20), "it takes about one, and tests share the machine");
    }

    private static ChangePoint? Found(IReadOnlyList<TimeSpan> durations) => PlantedCalls.Find(durations) is { PValue: <= Level } found ? found : null;
}
