using WebConsole.Replay;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Replay;

public sealed class ReplayClockTests
{
    private readonly ReplayClock _clock = new(FixedTime.Noon);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        _clock.GetUtcNow().Should().Be(FixedTime.Noon);

        long start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(90));

        _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddSeconds(90));
        _clock.GetElapsedTime(start).Should().Be(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_waiting_story_advances_the_time_without_waiting()
    {
        await _clock.RunAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(3), _clock);
            await Task.Delay(TimeSpan.FromHours(2), _clock);
        });

        _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddHours(5));
    }

    [Fact]
    public async Task Concurrent_waits_end_in_time_order()
    {
        var order = new List<int>();
        await _clock.RunAsync(() => Task.WhenAll(new[] { 30, 10, 20 }.Select(async seconds =>
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), _clock);
            order.Add(seconds);
            _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddSeconds(seconds));
        })));

        order.Should().Equal(10, 20, 30);
        _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddSeconds(30));
    }

    [Fact]
    public async Task A_story_can_also_await_other_operations()
    {
        await _clock.RunAsync(async () =>
        {
            await Task.Run(() => { });
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
            await Task.Run(() => { });
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
        });

        _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddSeconds(10));
    }

    [Fact]
    public async Task A_canceled_wait_does_not_advance_the_clock()
    {
        using var cancelled = new CancellationTokenSource();
        await _clock.RunAsync(async () =>
        {
            var waiting = Task.Delay(TimeSpan.FromHours(9), _clock, cancelled.Token);
            cancelled.Cancel();
            waiting.IsCanceled.Should().BeTrue();
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
        });

        _clock.GetUtcNow().Should().Be(FixedTime.Noon.AddSeconds(1));
    }

    [Fact]
    public async Task An_exception_of_a_story_propagates()
    {
        var running = () => _clock.RunAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            throw new InvalidOperationException("The plot is lost.");
        });

        await running.Should().ThrowAsync<InvalidOperationException>().WithMessage("The plot is lost.");
    }
}
