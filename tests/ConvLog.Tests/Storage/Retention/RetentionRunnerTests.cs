using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Storage.Retention;

public sealed class RetentionRunnerTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task A_run_deletes_expired_data_in_batches_frees_space_and_is_recorded()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store, new RetentionOptions { Days = 60, PersonalDataDays = 50, BatchSize = 10 });

        var run = await retention.RunAsync("ana");

        run.Should().BeEquivalentTo(new RetentionRun
        {
            Id = run.Id,
            Cut = RetentionCuts.At(retention.Settings, TimeSpan.FromMinutes(30), _clock.GetUtcNow()),
            StartedBy = "ana",
            State = RetentionRunState.Completed,
            StartedAt = _clock.GetUtcNow(),
            EndedAt = _clock.GetUtcNow(),
            Conversations = 39, // Idle for 61 to 99 days; exactly 60 days is kept.
            Entries = 39 * 3,
            PersonalData = 10, // Idle for 51 to 60 days.
        });
        store.Conversations.Select(static kept => kept.Id).Should().Equal(Enumerable.Range(0, 61).Select(static i => $"c{i:0000}"));
        store.Conversations.Where(static kept => kept.PurgedAt is not null).Should().HaveCount(10).And.OnlyContain(kept => kept.PurgedAt == _clock.GetUtcNow());
        (store.Batches, store.Reclaimed).Should().Be((5, 1));
        store.Saved.Select(static saved => saved.State).Should().Equal(RetentionRunState.Running, RetentionRunState.Completed);
        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.Should().Be(run);
        _logger.Lines.Should().ContainSingle().Which.Message.Should()
            .Be($"Retention run {run.Id} is completed: 39 conversations went, 10 more lost their personal data, 0 reads went from the access log; 0 batches "
            + "were tried again.");
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(200, false)]
    public async Task A_completed_run_reports_a_reader_that_keeps_deleted_bytes(int days, bool isReported)
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.HasReaderOfLogs = true;
        await using var retention = Retention(store, new RetentionOptions { Days = days });

        var run = await retention.RunAsync("ana");

        run.State.Should().Be(RetentionRunState.Completed);
        (run.Message is not null).Should().Be(isReported, "where nothing was deleted there is nothing to report");
        _logger.Lines.Where(static line => line.Message.Contains("unclean_files", StringComparison.Ordinal)).Should().HaveCount(isReported ? 1 : 0);
    }

    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Conversations[99] = store.Conversations[99] with { IsHeld = true };
        await using var retention = Retention(store, new RetentionOptions { Days = 60 });

        var preview = await retention.PreviewAsync();

        (preview.Conversations, preview.Entries, preview.KeptHeld, preview.TotalConversations).Should().Be((38, 38 * 3, 1, 100));
        (store.Conversations.Count, store.Batches, store.Saved.Count).Should().Be((100, 0, 0));
    }

    [Fact]
    public async Task F02_a_run_that_would_take_too_much_at_once_does_nothing_until_it_is_confirmed()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store, new RetentionOptions { Days = 30 });

        var refused = await retention.RunAsync("ana");

        (refused.State, refused.EndedAt, refused.Conversations).Should().Be((RetentionRunState.Refused, _clock.GetUtcNow(), 0));
        refused.Message.Should().Be(
            "Nothing was deleted: of 100 conversations it would take 69 whole, and of 0 more the personal data, which is 69.0 % at once, and "
                + "RetentionOptions.MostShare allows 50.0 %. "
            + "Look at the machine's clock and at the days that are set. If they are right, confirm the run (on the console's page, or RunAsync with "
                + "confirmed: true), or raise MostShare.");
        (store.Conversations.Count, store.Batches).Should().Be((100, 0));
        store.Saved.Should().Equal(refused);
        _logger.Lines.Should().ContainSingle(static line => line.Level == LogLevel.Warning);

        (await retention.RunAsync("ana", confirmed: true)).Conversations.Should().Be(69);
        store.Conversations.Should().HaveCount(31);
    }

    [Fact]
    public async Task F02_a_clock_that_jumps_by_years_deletes_nothing()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store, new RetentionOptions { Days = 365 });
        _clock.SetUtcNow(_clock.GetUtcNow().AddYears(9));

        (await retention.RunAsync("schedule")).State.Should().Be(RetentionRunState.Refused);
        store.Conversations.Should().HaveCount(100);
    }

    [Fact]
    public async Task F02_a_clock_that_was_set_back_expires_no_data()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store, new RetentionOptions { Days = 1, MostShare = 1 });
        _clock.SetUtcNow(_clock.GetUtcNow().AddYears(-9));

        var run = await retention.RunAsync("ana");
        (run.State, run.Conversations, store.Conversations.Count).Should().Be((RetentionRunState.Completed, 0, 100));
    }

    [Theory]
    [InlineData(0.69, RetentionRunState.Completed)]
    [InlineData(0.68, RetentionRunState.Refused)]
    [InlineData(0, RetentionRunState.Refused)]
    [InlineData(1, RetentionRunState.Completed)]
    public async Task A_share_of_exactly_the_limit_is_allowed(double most, RetentionRunState state)
    {
        await using var retention = Retention(KeptConversations.Of(100, _clock.GetUtcNow()), new RetentionOptions { Days = 30, MostShare = most });

        (await retention.RunAsync("ana")).State.Should().Be(state);
    }

    [Fact]
    public async Task Redacted_conversations_count_for_the_share_too()
    {
        await using var retention = Retention(KeptConversations.Of(100, _clock.GetUtcNow()), new RetentionOptions { Days = 90, PersonalDataDays = 1 });

        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Refused);
    }

    [Theory]
    [InlineData(0.89, RetentionRunState.Completed)]
    [InlineData(0.88, RetentionRunState.Refused)]
    public async Task Deleted_and_redacted_conversations_count_for_the_share_together(double most, RetentionRunState state)
    {
        await using var retention =
            Retention(KeptConversations.Of(100, _clock.GetUtcNow()), new RetentionOptions { Days = 50, PersonalDataDays = 10, MostShare = most });

        var preview = await retention.PreviewAsync();
        (preview.Conversations, preview.PersonalData, preview.Share).Should().Be((49, 40, 0.89));
        (await retention.RunAsync("ana")).State.Should().Be(state);
    }

    [Fact]
    public async Task A_store_failure_before_the_first_batch_throws_to_the_caller()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store, new RetentionOptions { Days = 60 });
        foreach (int call in (int[])[1, 2])
        {
            int failing = store.Calls + call;
            store.Fails = number => number == failing ? KeptConversations.Unavailable() : null;
            await retention.Invoking(static r => r.RunAsync("ana")).Should().ThrowAsync<ConversationStoreException>();
        }

        store.Conversations.Should().HaveCount(100);
        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Completed, "one that failed keeps no other from its turn");
    }

    [Fact]
    public async Task Canceling_the_wait_does_not_stop_the_run()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var held = new TaskCompletionSource();
        store.BeforeBatch = _ => held.Task;
        await using var retention = Retention(store, new RetentionOptions { Days = 60 });
        using var given = new CancellationTokenSource();

        var first = retention.RunAsync("ana", cancellationToken: given.Token);
        var second = retention.RunAsync("ben");
        await given.CancelAsync();
        await first.Awaiting(static run => run).Should().ThrowAsync<OperationCanceledException>();
        second.IsCompleted.Should().BeFalse("one run at a time");
        held.SetResult();

        (await second).Conversations.Should().Be(0, "the first took everything");
        store.Conversations.Should().HaveCount(61);
        (await retention.ReadRunsAsync()).Should().OnlyContain(static run => run.State == RetentionRunState.Completed).And.HaveCount(2);
    }

    [Fact]
    public async Task The_progress_of_a_run_is_saved_at_most_once_a_second()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.BeforeBatch = _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            return Task.CompletedTask;
        };
        await using var retention = Retention(store, new RetentionOptions { Days = 59, BatchSize = 5 });
        await retention.RunAsync("ana");

        store.Saved.Select(static run => (run.State, run.Conversations)).Should().Equal(
            (RetentionRunState.Running, 0), (RetentionRunState.Running, 10), (RetentionRunState.Running, 20), (RetentionRunState.Running, 30),
                (RetentionRunState.Running, 40), (RetentionRunState.Completed, 40));
    }

    [Fact]
    public async Task The_caller_learns_whose_run_it_is_before_it_is_recorded()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var runner = new RetentionRunner(store, new RetentionOptions { Days = 60 }, TimeSpan.FromMinutes(30), _clock, _logger);
        var heard = new List<(Guid Run, int Saved)>();

        var onDemand = await runner.OnDemandAsync("ana", confirmed: false, id => heard.Add((id, store.Saved.Count)), CancellationToken.None);
        int saved = store.Saved.Count;
        var scheduled = await runner.ScheduledAsync(id => heard.Add((id, store.Saved.Count)), CancellationToken.None);

        heard.Should().Equal((onDemand.Id, 0), (scheduled.Id, saved));
    }

    [Fact]
    public async Task A_run_without_an_operator_and_a_list_of_zero_runs_are_refused()
    {
        await using var retention = Retention(new KeptConversations(), new RetentionOptions());

        await retention.Invoking(static r => r.RunAsync(" ")).Should().ThrowAsync<ArgumentException>();
        await retention.Invoking(static r => r.ReadRunsAsync(0).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Settings_are_a_copy()
    {
        var options = new RetentionOptions { Days = 7 };
        await using var retention = Retention(new KeptConversations(), options);
        options.Days = 1;
        retention.Settings.Days = 2;

        retention.Settings.Days.Should().Be(7);
        retention.NextRunAt.Should().BeNull();
    }

    [Fact]
    public async Task A_throwing_logger_does_not_stop_a_run()
    {
        await using var retention =
            new ConversationRetention(KeptConversations.Of(100, _clock.GetUtcNow()), new RetentionOptions { Days = 60 }, TimeSpan.FromMinutes(30), _clock,
            FakeLogger.Failing);
        retention.Start();

        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Completed);
    }

    private ConversationRetention Retention(KeptConversations store, RetentionOptions options, ILogger? logger = null)
        => new(store, options, TimeSpan.FromMinutes(30), _clock, logger ?? _logger ?? (ILogger)NullLogger.Instance);
}
