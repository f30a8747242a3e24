using ConvLog.Storage;
using ConvLog.Storage.Retention;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>F01: the store fails, or the process ends, at any call. Exactly the expired data is deleted.</summary>
public sealed class RetentionFaults
{
    private static readonly RetentionOptions s_options = new() { Enabled = true, Days = 60, PersonalDataDays = 50, BatchSize = 7 };

    private readonly PassingClock _clock = new();
    private readonly FakeLogger _logger = new();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 100)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public async Task F01_a_failed_batch_is_retried_and_never_skipped(bool inTheMiddle, int times)
    {
        for (int failing = 3; failing <= 13; failing++)
        {
            var store = KeptConversations.Of(100, _clock.GetUtcNow());
            store.FailsInTheMiddle = inTheMiddle;
            store.Fails = call => call >= failing && call < failing + times ? KeptConversations.Unavailable() : null;
            await using var retention = Retention(store);

            var run = await retention.RunAsync("ana");

            run.State.Should().Be(RetentionRunState.Completed, "it failed from call {0} on", failing);
            ShouldBeExact(store);
            store.Reclaimed.Should().Be(1);
            store.Saved[^1].Should().Be(run);
        }
    }

    [Fact]
    public async Task F01_every_other_call_fails_and_all_is_done()
    {
        for (int n = 2; n <= 5; n++)
        {
            var store = KeptConversations.Of(100, _clock.GetUtcNow());
            store.FailsInTheMiddle = true;
            store.Fails = call => call > 2 && call % n == 0 ? new InvalidOperationException("jane") : null;
            await using var retention = Retention(store);

            var run = await retention.RunAsync("ana");

            run.State.Should().Be(RetentionRunState.Completed);
            run.Retries.Should().BePositive();
            ShouldBeExact(store);
        }

        _logger.Lines.Should().NotContain(static line => line.Message.Contains("jane", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F01_a_run_killed_at_any_call_is_resumed_by_the_next_process()
    {
        for (int last = 3; last <= 12; last++)
        {
            var store = KeptConversations.Of(100, _clock.GetUtcNow());
            store.FailsInTheMiddle = true;
            store.Fails = call => call >= last ? KeptConversations.Unavailable() : null; // From then on, the process cannot reach the store.
            await using (var killed = new ConversationRetention(store, s_options, TimeSpan.FromMinutes(30), new ManualClock(_clock.GetUtcNow()), _logger))
            {
                var run = killed.RunAsync("ana");
                await Waiting.UntilAsync(() => store.Calls >= last); // Its clock does not advance, so it pauses forever.
                killed.Dispose();
                await run.Awaiting(static r => r).Should().ThrowAsync<OperationCanceledException>();
            }

            store.Fails = static _ => null;
            _clock.SetUtcNow(_clock.GetUtcNow().AddDays(3));
            await using var next = new ConversationRetention(store, new RetentionOptions { Days = 60, PersonalDataDays = 50, BatchSize = 7 },
                TimeSpan.FromMinutes(30), _clock, _logger);
            next.Start();
            await next.Work;

            var kept = (await next.ReadRunsAsync()).Should().ContainSingle().Subject;
            (kept.State, kept.StartedBy).Should().Be((RetentionRunState.Completed, "ana"));
            ShouldBeExact(store);
        }
    }

    [Fact]
    public async Task F01_running_again_changes_nothing()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        await using var retention = Retention(store);
        await retention.RunAsync("ana");
        var again = await retention.RunAsync("ana");

        (again.Conversations, again.PersonalData).Should().Be((0, 0));
        ShouldBeExact(store);
    }

    [Fact]
    public async Task Pauses_grow_from_a_second_to_a_minute()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Fails = static call => call is > 2 and <= 12 ? KeptConversations.Unavailable() : null;
        await using var retention = Retention(store);

        var run = await retention.RunAsync("ana");

        run.Retries.Should().Be(10);
        _clock.Waits.Select(static wait => wait.TotalSeconds).Should().Equal(1, 2, 4, 8, 16, 32, 60, 60, 60, 60);
        _logger.Lines.Where(static line => line.Level == LogLevel.Warning).Should().ContainSingle("it is said once that the store fails")
            .Which.Message.Should().Be("Retention waits for the store: The disk is full: free some space. It is tried again, and nothing is passed over.");
    }

    [Fact]
    public async Task A_damaged_store_ends_the_run_at_once()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Fails = static call => call == 4 ? KeptConversations.Unusable() : null;
        await using var retention = Retention(store);

        var run = await retention.RunAsync("ana");

        (run.State, run.Retries, run.Conversations).Should().Be((RetentionRunState.Failed, 0, 7));
        run.Message.Should().Be("The file is damaged: restore it. Deleted data remains deleted; the next run continues.");
        store.Saved[^1].Should().Be(run);
        _clock.Waits.Should().BeEmpty();
        _logger.Lines.Should().ContainSingle(static line => line.Level == LogLevel.Error);

        (await retention.RunAsync("ana")).State.Should().Be(RetentionRunState.Completed);
        ShouldBeExact(store);
    }

    [Theory]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task A_store_without_support_for_retention_is_not_retried(Type failure)
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Fails = call => call == 3 ? (Exception)Activator.CreateInstance(failure, "jane")! : null;
        await using var retention = Retention(store);

        var run = await retention.RunAsync("ana");

        (run.State, run.Retries, run.Message).Should()
            .Be((RetentionRunState.Failed, 0, $"The store threw {failure.FullName}. Deleted data remains deleted; the next run continues."));
    }

    [Fact]
    public async Task A_store_that_fails_for_hours_ends_the_run_and_keeps_its_progress()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        var began = _clock.GetUtcNow();
        store.Fails = call => call > 3 && _clock.GetUtcNow() < began.AddHours(7) ? KeptConversations.Unavailable() : null;
        await using var retention = Retention(store);

        var run = await retention.RunAsync("ana");

        run.State.Should().Be(RetentionRunState.Failed);
        (run.EndedAt - run.StartedAt).Should().BeGreaterThan(StoreRetry.Longest).And.BeLessThan(StoreRetry.Longest + TimeSpan.FromMinutes(2));
        (run.Conversations, run.Message).Should().Be((7, "The disk is full: free some space. Deleted data remains deleted; the next run continues."));
        store.Saved[^1].Should().Be(run, "what came of it is kept when the store works again");
    }

    [Fact]
    public async Task The_message_of_another_exception_is_not_repeated()
    {
        var store = KeptConversations.Of(100, _clock.GetUtcNow());
        store.Fails = static call => call is > 2 and < 400 ? new InvalidOperationException("jane@example.com") : null;
        await using var retention = Retention(store);

        var run = await retention.RunAsync("ana");

        run.Message.Should().StartWith("The store threw System.InvalidOperationException.");
        _logger.Lines.Should().NotContain(static line => line.Message.Contains("jane", StringComparison.Ordinal));
    }

    private ConversationRetention Retention(KeptConversations store) => new(store, s_options, TimeSpan.FromMinutes(30), _clock, _logger);

    private static void ShouldBeExact(KeptConversations store)
    {
        store.Conversations.Select(static kept => kept.Id).Should().Equal(Enumerable.Range(0, 61).Select(static i => $"c{i:0000}"));
        store.Conversations.Where(static kept => kept.PurgedAt is not null).Select(static kept => kept.Id).Should()
            .Equal(Enumerable.Range(51, 10).Select(static i => $"c{i:0000}"));
    }
}
