using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>Runs interrupted by the end of their process.</summary>
public sealed class RetentionRunnerRecoveryTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeLogger _logger = new();
    private readonly RetentionOptions _options = new() { Enabled = true, Days = 60, BatchSize = 10 };

    [Fact]
    public async Task A_killed_run_is_resumed_with_its_cut_and_without_the_guard()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var interrupted = await InterruptRunAsync(store, startedBy: "ana", new RetentionOptions { Days = 30 }); // It would delete 69 of 100; confirmed.
        _clock.SetUtcNow(_clock.GetUtcNow().AddDays(5));
        await using var retention = Retention(store, new RetentionOptions { Days = 30 });

        retention.Start();
        await retention.Work;

        store.Conversations.Should().HaveCount(31, "the cut is the one of five days ago");
        store.Cuts.Should().OnlyContain(cut => cut == interrupted.Cut);
        var run = (await retention.ReadRunsAsync()).Should().ContainSingle().Subject;
        run.Should().BeEquivalentTo(interrupted with { State = RetentionRunState.Completed, Conversations = 40 + 69, EndedAt = _clock.GetUtcNow() },
            "it goes on counting");
        _logger.Lines[0].Message.Should().StartWith($"Retention run {interrupted.Id} of ").And.EndWith("was interrupted and is taken up.");
    }

    [Fact]
    public async Task F02_a_resumed_run_deletes_only_data_that_has_expired_now()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await InterruptRunAsync(store, startedBy: null, new RetentionOptions { Days = 1 }, _clock.GetUtcNow().AddYears(10));
        await using var retention = Retention(store, _options);

        retention.Start();
        await retention.Work;

        store.Conversations.Should().HaveCount(61, "the clock and the days were mended since");
    }

    [Fact]
    public async Task A_scheduled_run_is_not_resumed_where_retention_was_switched_off()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await InterruptRunAsync(store, startedBy: null, _options);
        await using var retention = Retention(store, new RetentionOptions { Days = 60 });

        retention.Start();
        await retention.Work;

        store.Conversations.Should().HaveCount(100);
        var run = (await retention.ReadRunsAsync()).Should().ContainSingle().Subject;
        (run.State, run.EndedAt).Should().Be((RetentionRunState.Failed, _clock.GetUtcNow()));
        run.Message.Should().Contain("switched off");
    }

    [Fact]
    public async Task Only_interrupted_runs_are_resumed()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var interrupted = await InterruptRunAsync(store, "ana", _options);
        foreach (var state in (RetentionRunState[])[RetentionRunState.Completed, RetentionRunState.Failed, RetentionRunState.Refused])
        {
            await store.SaveRetentionRunAsync(interrupted with { Id = Guid.NewGuid(), State = state });
        }

        await store.SaveRetentionRunAsync(interrupted with { State = RetentionRunState.Completed });
        await using var retention = Retention(store, _options);
        retention.Start();
        await retention.Work;

        (store.Batches, store.Conversations.Count).Should().Be((0, 100));
    }

    [Fact]
    public async Task Stopping_the_host_stops_a_run_and_the_next_process_resumes_it()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var reached = new TaskCompletionSource();
        store.BeforeBatch = async token =>
        {
            if (store.Batches == 2)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
        };
        var ending = Retention(store, _options);
        var run = ending.RunAsync("ana");
        await reached.Task;
        await ending.DisposeAsync();

        await run.Awaiting(static r => r).Should().ThrowAsync<OperationCanceledException>();
        (store.Saved[^1].State, store.Saved[^1].Conversations, store.Conversations.Count).Should().Be((RetentionRunState.Running, 20, 80));
        _logger.Lines.Should().BeEmpty("a run that was stopped is not told as completed");
        await ending.Invoking(static r => r.RunAsync("ana")).Should().ThrowAsync<ObjectDisposedException>();

        store.BeforeBatch = null;
        await using var next = Retention(store, _options);
        next.Start();
        await next.Work;
        (await next.ReadRunsAsync()).Should().ContainSingle().Which.Conversations.Should().Be(39);
        store.Conversations.Should().HaveCount(61);
    }

    [Fact]
    public async Task A_run_stopped_before_its_check_is_not_resumed()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Fails = static call => call > 1 ? KeptConversations.Unavailable() : null; // The scheduled run does not reach its preview.
        var ending = Retention(store, new RetentionOptions { Enabled = true, Days = 1 });
        ending.Start();
        await ending.Work;
        _clock.Advance(TimeSpan.FromHours(16));
        await Waiting.UntilAsync(() => store.Calls > 1);
        store.Fails = static _ => null;
        await ending.DisposeAsync();

        store.Saved.Should().BeEmpty();
    }

    [Fact]
    public async Task A_store_that_is_unavailable_at_the_start_is_queried_again()
    {
        var clock = new PassingClock();
        var store = KeptConversations.Of(100, clock.GetUtcNow());
        await InterruptRunAsync(store, "ana", new RetentionOptions { Days = 60 });
        int before = store.Calls;
        store.Fails = call => call <= before + 20 ? KeptConversations.Unavailable() : null;
        await using var retention = new ConversationRetention(store, new RetentionOptions { Days = 60 }, TimeSpan.FromMinutes(30), clock, _logger);

        retention.Start();
        await retention.Work;

        store.Conversations.Should().HaveCount(61);
    }

    [Fact]
    public async Task A_damaged_store_at_the_start_is_logged_and_the_schedule_continues()
    {
        var store = new KeptConversations { Fails = static _ => KeptConversations.Unusable() };
        await using var retention = Retention(store, _options);

        retention.Start();
        await retention.Work;

        _logger.Lines.Should().ContainSingle().Which.Should()
            .Match<FakeLogRecord>(static line => line.Level == LogLevel.Warning && line.Message.Contains("The file is damaged: restore it."));
        retention.NextRunAt.Should().NotBeNull("the schedule goes on");
    }

    // Saves a run as interrupted by the end of its process after forty conversations.
    private async Task<RetentionRun> InterruptRunAsync(KeptConversations store, string? startedBy, RetentionOptions options, DateTimeOffset? at = null)
    {
        var now = at ?? _clock.GetUtcNow();
        var run = new RetentionRun
        {
            Id = Guid.NewGuid(),
            Cut = RetentionCuts.At(options, TimeSpan.FromMinutes(30), now),
            StartedBy = startedBy,
            State = RetentionRunState.Running,
            StartedAt = now,
            Conversations = 40,
            Entries = -69 * 3, // So that the sum is zero.
        };
        await store.SaveRetentionRunAsync(run);
        return run with { Entries = 0 };
    }

    private ConversationRetention Retention(KeptConversations store, RetentionOptions options)
        => new(store, options, TimeSpan.FromMinutes(30), _clock, _logger);
}
