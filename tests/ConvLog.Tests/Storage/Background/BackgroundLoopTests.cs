using ConvLog.Storage.Background;

namespace ConvLog.Tests.Storage.Background;

/// <summary>When background work runs, and how it ends.</summary>
public sealed class BackgroundLoopTests
{
    private static readonly AsyncLocal<string?> s_flow = new();

    private readonly ManualClock _clock = new();
    private int _steps;

    [Fact]
    public async Task It_runs_when_it_is_woken_and_at_its_intervals()
    {
        await using var loop = Started(new BackgroundLoop(_clock) { Interval = TimeSpan.FromMinutes(1) });
        _steps.Should().Be(0);

        await WokenAsync(loop);
        _steps.Should().Be(1);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(59));
        _steps.Should().Be(1);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(1));
        _steps.Should().Be(2);
        await AdvancedAsync(loop, TimeSpan.FromMinutes(1));
        _steps.Should().Be(3);
    }

    [Fact]
    public async Task It_remembers_that_it_was_woken_before_it_starts_and_starts_once()
    {
        await using var loop = new BackgroundLoop(_clock);
        loop.Wake();
        await loop.Work;
        _steps.Should().Be(0);

        Started(loop);
        loop.Start(static _ => throw new InvalidOperationException("started twice"), static _ => throw new InvalidOperationException("started twice"));
        await loop.Work;
        await WokenAsync(loop);
        _steps.Should().Be(2);
    }

    [Fact]
    public async Task Wake_ups_during_a_step_and_its_pause_cause_one_step_after_it()
    {
        var going = new TaskCompletionSource();
        await using var loop = new BackgroundLoop(_clock) { MinimumDelay = static () => TimeSpan.FromSeconds(1) };
        loop.Start(
            async _ =>
            {
                _steps++;
                await going.Task;
                return null;
            },
            Unexpected);
        loop.Wake();
        loop.Wake();
        loop.Wake();
        going.SetResult();
        await loop.Work;
        await WokenAsync(loop);
        _steps.Should().Be(1);

        await AdvancedAsync(loop, TimeSpan.FromSeconds(1));
        _steps.Should().Be(2);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(5));
        _steps.Should().Be(2);
    }

    [Fact]
    public async Task A_step_that_requests_another_gets_it_after_its_pause_despite_wake_ups()
    {
        await using var loop = Started(
            new BackgroundLoop(_clock) { MinimumDelay = static () => TimeSpan.FromSeconds(1) }, () => _steps == 1 ? TimeSpan.FromSeconds(9) : null);
        await WokenAsync(loop);
        await WokenAsync(loop);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(9));
        _steps.Should().Be(1);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(1));
        _steps.Should().Be(2);
    }

    [Fact]
    public async Task An_exception_of_a_step_is_handled_and_the_loop_continues()
    {
        var failures = new List<Exception>();
        await using var loop = new BackgroundLoop(_clock);
        loop.Start(
            _ => ++_steps < 3 ? throw new InvalidOperationException("no") : new(default(TimeSpan?)),
            e =>
            {
                failures.Add(e);
                return _steps == 1 ? TimeSpan.FromSeconds(1) : null;
            });
        await WokenAsync(loop);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(1));
        await AdvancedAsync(loop, TimeSpan.FromSeconds(60));
        (_steps, failures.Count).Should().Be((2, 2));
        await WokenAsync(loop);
        (_steps, failures.Count).Should().Be((3, 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_stopping_it_finishes_the_running_step_and_starts_no_other(bool waits)
    {
        await using var loop = Hanging(new BackgroundLoop(_clock) { Interval = TimeSpan.FromSeconds(1) });
        loop.Wake();
        if (waits)
        {
            await loop.DisposeAsync();
        }
        else
        {
            loop.Dispose();
        }

        await loop.Work;
        loop.Stopping.IsCancellationRequested.Should().BeTrue();
        int steps = _steps;
        await WokenAsync(loop);
        await AdvancedAsync(loop, TimeSpan.FromMinutes(1));
        Started(loop);
        await loop.Work;
        _steps.Should().Be(steps);
    }

    [Fact]
    public async Task Waiting_for_a_step_that_ignores_its_token_is_limited()
    {
        var stuck = new TaskCompletionSource<TimeSpan?>();
        var loop = new BackgroundLoop(_clock);
        var begun = new TaskCompletionSource();
        loop.Start(
            _ =>
            {
                begun.SetResult();
                return new(stuck.Task);
            },
            Unexpected);
        loop.Wake();
        await begun.Task;
        loop.Stop(TimeSpan.FromMilliseconds(1));
        var stopping = loop.StopAsync(TimeSpan.FromSeconds(5)).AsTask();
        stopping.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await stopping;

        stuck.SetResult(null);
        await loop.DisposeAsync();
    }

    [Fact]
    public async Task It_does_not_run_in_the_execution_context_that_starts_or_wakes_it()
    {
        s_flow.Value = "a request";
        var seen = new List<string?>();
        await using var loop = new BackgroundLoop(_clock) { Interval = TimeSpan.FromSeconds(1) };
        loop.Start(
            _ =>
            {
                seen.Add(s_flow.Value);
                return new(default(TimeSpan?));
            },
            Unexpected);
        await WokenAsync(loop);
        await AdvancedAsync(loop, TimeSpan.FromSeconds(1));
        seen.Should().Equal(null, null);
        s_flow.Value.Should().Be("a request");
    }

    private static TimeSpan? Unexpected(Exception e) => throw new InvalidOperationException("A step failed.", e);

    private static async Task WokenAsync(BackgroundLoop loop)
    {
        loop.Wake();
        await loop.Work;
    }

    private BackgroundLoop Started(BackgroundLoop loop, Func<TimeSpan?>? pause = null)
    {
        loop.Start(
            _ =>
            {
                _steps++;
                return new(pause?.Invoke());
            },
            Unexpected);
        return loop;
    }

    private BackgroundLoop Hanging(BackgroundLoop loop)
    {
        loop.Start(
            async token =>
            {
                _steps++;
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
                return null;
            },
            Unexpected);
        return loop;
    }

    private async Task AdvancedAsync(BackgroundLoop loop, TimeSpan by)
    {
        _clock.Advance(by);
        await loop.Work;
    }
}
