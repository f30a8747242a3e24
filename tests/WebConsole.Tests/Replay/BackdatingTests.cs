using System.Globalization;
using WebConsole.Replay;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Replay;

public sealed class BackdatingTests
{
    private static readonly DateTimeOffset[] Starts =
        [.. Enumerable.Range(0, 400).Select(n => Backdating.StartOf(n.ToString(CultureInfo.InvariantCulture), FixedTime.Noon)).Order()];

    [Fact]
    public void The_same_id_always_starts_at_the_same_time()
        => Backdating.StartOf("3_00035", FixedTime.Noon).Should().Be(Backdating.StartOf("3_00035", FixedTime.Noon));

    [Fact]
    public void All_start_in_the_last_seven_days_and_end_before_now()
        => Starts.Should().OnlyContain(start => start <= FixedTime.Noon - Backdating.Newest && start > FixedTime.Noon.AddDays(-6.5));

    [Fact]
    public void The_newest_is_recent_and_recent_days_have_more_conversations()
    {
        Starts[^1].Should().BeAfter(FixedTime.Noon.AddHours(-2));
        Starts.Count(start => start > FixedTime.Noon.AddDays(-1)).Should().BeGreaterThan(Starts.Count(start => start < FixedTime.Noon.AddDays(-5)));
    }

    [Fact]
    public void Few_conversations_start_at_night() => Starts.Count(start => start.Hour is < 6 or >= 22).Should().BeLessThan(Starts.Length / 5);

    [Fact]
    public void All_start_at_different_times() => Starts.Should().OnlyHaveUniqueItems();
}
