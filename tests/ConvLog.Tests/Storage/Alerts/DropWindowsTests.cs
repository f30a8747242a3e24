using ConvLog.Storage.Alerts;

namespace ConvLog.Tests.Storage.Alerts;

public class DropWindowsTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);

    private readonly DropWindows _drops = new();

    [Fact]
    public void Only_drops_within_the_window_count()
    {
        _drops.Add(0, At(0));

        In(0, 1).Should().Be(0);
        In(3, 2).Should().Be(3);
        In(3, 6).Should().Be(3);
        In(4, 7.1).Should().Be(1);
        In(4, 13).Should().Be(0);
    }

    [Fact]
    public void A_clock_that_is_set_back_loses_no_drop_and_counts_none_twice()
    {
        _drops.Add(0, At(600));
        In(5, 601).Should().Be(5);

        In(5, 1).Should().BeInRange(0, 5);
        In(6, 2).Should().BeInRange(1, 6);
        In(6, 10).Should().Be(0);
    }

    private static DateTimeOffset At(double minute) => ManualClock.DefaultStart.AddMinutes(minute);

    private long In(long count, double minute) => _drops.In(s_window, count, At(minute));
}
