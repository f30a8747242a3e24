using ConvLog.Storage;
using ConvLog.Storage.Retention;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>The daily run. The clock starts at 10:00.</summary>
public sealed class ConversationRetentionScheduleTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task A_run_starts_every_day_at_02_00_local_time()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Started(store, new RetentionOptions { Enabled = true, Days = 90 });
        retention.NextRunAt.Should().Be(_clock.GetUtcNow().AddHours(16));

        for (int day = 1; day <= 3; day++)
        {
            _clock.Advance(day == 1 ? TimeSpan.FromHours(16) : TimeSpan.FromDays(1));
            await retention.Work;
        }

        var runs = await retention.ReadRunsAsync();
        runs.Select(static run => (run.StartedAt.Day, run.StartedAt.TimeOfDay, run.StartedBy, run.State)).Should().Equal(
            (4, TimeSpan.FromHours(2), null, RetentionRunState.Completed), (3, TimeSpan.FromHours(2), null, RetentionRunState.Completed),
                (2, TimeSpan.FromHours(2), null, RetentionRunState.Completed));
        runs.Select(static run => run.Conversations).Should().Equal([1, 1, 10], "each day one more is silent for 90 days");
        retention.NextRunAt.Should().Be(runs[0].StartedAt.AddDays(1));
    }

    [Fact]
    public async Task Runs_of_a_store_without_their_history_are_kept_in_memory_which_is_reported_once()
    {
        await using var retention = Started(new CoreStore(new InMemoryConversationStore()), new RetentionOptions { Enabled = true, Days = 90 });
        await retention.Work;
        _clock.Advance(TimeSpan.FromHours(16));
        await retention.Work;

        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.State.Should().Be(RetentionRunState.Completed);
        _logger.Lines.Should().ContainSingle(static line => line.Message.Contains("The store CoreStore does not implement IRetentionRunStore."));
    }

    [Fact]
    public async Task The_host_sets_the_time_zone()
    {
        await using var retention = Started(
            new KeptConversations(),
                new RetentionOptions { Enabled = true, RunAt = new TimeOnly(3, 30), TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu") });

        retention.NextRunAt.Should().Be(new DateTimeOffset(2025, 1, 1, 21, 45, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Without_being_enabled_no_run_starts_automatically()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Started(store, new RetentionOptions { Days = 90 });
        _clock.Advance(TimeSpan.FromDays(3));
        await retention.Work;

        (store.Batches, store.Saved.Count, retention.NextRunAt).Should().Be((0, 0, null));
        (await retention.PreviewAsync()).Conversations.Should().BePositive();
        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Completed);
    }

    [Fact]
    public async Task F02_a_clock_that_jumps_by_years_has_the_daily_run_refused_and_logged()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Started(store, new RetentionOptions { Enabled = true, Days = 365 });
        _clock.SetUtcNow(_clock.GetUtcNow().AddYears(9));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await retention.Work;

        store.Conversations.Should().HaveCount(100);
        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.State.Should().Be(RetentionRunState.Refused);
        _logger.Lines.Should().ContainSingle(static line => line.Level == LogLevel.Warning && line.Message.Contains("MostShare"));
    }

    [Fact]
    public async Task A_daily_run_that_waits_for_the_store_is_not_joined_by_the_next()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var held = new TaskCompletionSource();
        store.BeforeBatch = _ => held.Task;
        await using var retention = Started(store, new RetentionOptions { Enabled = true, Days = 90 });
        await retention.Work;
        _clock.Advance(TimeSpan.FromDays(3));
        held.SetResult();
        await retention.Work;

        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.State.Should().Be(RetentionRunState.Completed);
    }

    [Fact]
    public async Task A_daily_run_waits_for_a_store_that_fails()
    {
        var clock = new PassingClock();
        var store = KeptConversations.Of(100, clock.GetUtcNow());
        store.Fails = static call => call <= 5 ? KeptConversations.Unavailable() : null;

        var run = await new RetentionRunner(store, new RetentionOptions { Enabled = true, Days = 60 }, TimeSpan.FromMinutes(30), clock, _logger)
            .ScheduledAsync(static _ => { }, CancellationToken.None);

        (run.State, run.StartedBy, run.Conversations, store.Conversations.Count).Should().Be((RetentionRunState.Completed, null, 39, 61));
    }

    [Fact]
    public async Task A_daily_run_is_kept_as_running_before_its_first_batch()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var states = new List<RetentionRunState>();
        store.BeforeBatch = _ =>
        {
            states.AddRange(store.Saved.Select(static run => run.State));
            return Task.CompletedTask;
        };
        await using var retention = Started(store, new RetentionOptions { Enabled = true, Days = 90 });
        _clock.Advance(TimeSpan.FromHours(16));
        await retention.Work;

        states.Should().Equal([RetentionRunState.Running], "a process that ends in the middle leaves a run to go on with");
    }

    [Fact]
    public async Task A_daily_run_on_a_damaged_store_is_logged_and_does_not_throw()
    {
        var store = new KeptConversations();
        await using var retention = Started(store, new RetentionOptions { Enabled = true });
        await retention.Work;
        store.Fails = static _ => KeptConversations.Unusable();
        _clock.Advance(TimeSpan.FromHours(16));
        await retention.Work;

        _logger.Lines.Select(static line => line.Level).Should().Equal(LogLevel.Error, LogLevel.Error);
        _logger.Lines[0].Message.Should().Contain("The file is damaged: restore it.");
        _logger.Lines[1].Message.Should().Contain("could not be saved");
        store.Fails = static _ => null;
        _clock.Advance(TimeSpan.FromDays(1));
        await retention.Work;
        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.State.Should().Be(RetentionRunState.Completed);
    }

    [Fact]
    public async Task Starting_twice_starts_once_and_a_disposed_schedule_does_not_start()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var retention = Started(store, new RetentionOptions { Enabled = true, Days = 90 });
        retention.Start();
        await retention.DisposeAsync();
        retention.Start();
        _clock.Advance(TimeSpan.FromDays(2));

        (store.Saved.Count, retention.NextRunAt).Should().Be((0, null));
    }

    private ConversationRetention Started(IRetentionStore store, RetentionOptions options)
    {
        var retention = new ConversationRetention(store, options, TimeSpan.FromMinutes(30), _clock, _logger);
        retention.Start();
        return retention;
    }
}
