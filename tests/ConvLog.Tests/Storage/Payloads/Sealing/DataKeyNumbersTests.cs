using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Tests.Storage.Payloads.Sealing;

public class DataKeyNumbersTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 18, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_of_one_call_are_consecutive_and_later_minutes_have_greater_ones()
    {
        long[] earlier = DataKeyNumbers.New(64, s_now);
        long[] later = DataKeyNumbers.New(64, s_now.AddMinutes(2));

        earlier.Should().BeEquivalentTo(Enumerable.Range(0, 64).Select(i => earlier[0] + i)).And.BeInAscendingOrder();
        later[0].Should().BeGreaterThan(earlier[^1]);
    }

    [Fact]
    public void The_same_minute_gives_other_numbers_each_time()
    {
        // As after an old backup of the keys was restored within a minute: 40 ranges of 64 of 2^37 numbers overlap in one of a million runs.
        var numbers = Enumerable.Range(0, 40).SelectMany(_ => DataKeyNumbers.New(64, s_now));

        numbers.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1999)]
    [InlineData(2026)]
    [InlineData(9999)]
    public void Any_time_gives_numbers_above_zero(int year)
        => DataKeyNumbers.New(1_000, new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero)).Should().OnlyContain(number => number > 0);
}
