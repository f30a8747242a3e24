namespace ConvLog.Testing.Tests;

public class CapturedLogWaitingTests
{
    private readonly TestConversation _test = new();

    [Fact]
    public async Task An_entry_already_logged_is_returned_without_waiting()
    {
        _test.Conversation.Log.Info("there");
        var waiting = _test.Log.WaitForEntryAsync("there", TimeSpan.Zero);
        waiting.IsCompletedSuccessfully.Should().BeTrue();
        (await waiting).Content.Should().Be("there");
    }

    [Fact]
    public async Task An_entry_that_comes_later_ends_the_wait()
    {
        var waiting = _test.Log.WaitForEntryAsync(entry => entry.Level == EntryLevel.Error);
        _test.Conversation.Log.Info("not this one");
        waiting.IsCompleted.Should().BeFalse();
        await Task.Run(() => _test.Conversation.Log.Error("this one"));

        (await waiting).Content.Should().Be("this one");
    }

    [Fact]
    public async Task Several_tests_may_wait_at_once()
    {
        Task<LogEntry>[] waiting = [.. Enumerable.Range(0, 20).Select(i => _test.Log.WaitForEntryAsync($"m{i}"))];
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => _test.Conversation.Log.Info($"m{i}"))));

        (await Task.WhenAll(waiting)).Select(entry => entry.Content).Should().Equal(Enumerable.Range(0, 20).Select(i => $"m{i}"));
    }

    [Fact]
    public async Task A_missing_entry_fails_with_a_list_of_the_logged_ones()
    {
        _test.Conversation.Log.Info("something else");
        (await _test.Log.Invoking(log => log.WaitForEntryAsync("never", TimeSpan.FromMilliseconds(1))).Should().ThrowAsync<LogAssertionException>())
            .WithMessage(
            "Expected an entry \"never\" within 00:00:00.0010000, but it did not come. Logged: 1 entry.\n  1  (conversation)  Info  \"something else\"");
        (await _test.Log.Invoking(log => log.WaitForEntryAsync(entry => entry.IsPii, TimeSpan.FromMilliseconds(1))).Should()
            .ThrowAsync<LogAssertionException>())
            .WithMessage("Expected an entry with entry => entry.IsPii within 00:00:00.0010000, but it did not come. Logged: 1 entry.*");
    }

    [Fact]
    public async Task A_wait_can_be_canceled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _test.Log.WaitForEntryAsync("never", cancellationToken: stop.Token);
        await stop.CancelAsync();
        await waiting.Invoking(w => w).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_throwing_predicate_fails_the_test_and_not_the_function()
    {
        var waiting = _test.Log.WaitForEntryAsync(_ => throw new InvalidOperationException("the test's mistake"));
        _test.Conversation.Log.Info("m");
        await waiting.Invoking(w => w).Should().ThrowAsync<InvalidOperationException>();
        _test.Conversation.SinkFailures.Should().Be(0);
    }

    [Fact]
    public async Task A_function_is_waited_for_until_it_has_ended()
    {
        var call = _test.Conversation.BeginFunction("f");
        var waiting = _test.Log.WaitForFunctionAsync("f");
        _test.Conversation.BeginFunction("g").Dispose();
        waiting.IsCompleted.Should().BeFalse();
        call.Dispose();

        (await waiting).Should().BeSameAs(call);
        (await _test.Log.WaitForFunctionAsync("g", TimeSpan.Zero)).Name.Should().Be("g");
        (await _test.Log.Invoking(log => log.WaitForFunctionAsync("h", TimeSpan.FromMilliseconds(1))).Should().ThrowAsync<LogAssertionException>())
            .WithMessage("Expected a call of h to end within 00:00:00.0010000, but none did. Called were:*");
    }

    [Fact]
    public async Task A_timeout_of_zero_does_not_wait()
    {
        Task[] waits =
        [
            _test.Log.WaitForEntryAsync("never", TimeSpan.Zero), _test.Log.WaitForEntryAsync(static entry => entry.IsPii, TimeSpan.Zero),
            _test.Log.WaitForFunctionAsync("never", TimeSpan.Zero),
        ];
        waits.Should().OnlyContain(static wait => wait.IsFaulted);
        await Task.WhenAll(waits).Invoking(static all => all).Should().ThrowAsync<LogAssertionException>();
    }

    [Fact]
    public async Task A_completed_wait_checks_no_further_entries()
    {
        int looked = 0;
        var waiting = _test.Log.WaitForEntryAsync(_ => ++looked > 0);
        _test.Conversation.Log.Info("m");
        await waiting;
        _test.Conversation.Log.Info("m");

        looked.Should().Be(1);
    }

    [Fact]
    public async Task Waiting_does_not_block_the_threads_synchronization_context()
    {
        var log = _test.Log;
        var other = new TestConversation();
        other.Conversation.BeginFunction("f");
        var before = SynchronizationContext.Current;
        Task[] ended;
        try
        {
            // As in a framework whose tests block the only thread that runs continuations.
            SynchronizationContext.SetSynchronizationContext(new Blocked());
            var entry = log.WaitForEntryAsync("m");
            var call = log.WaitForFunctionAsync("f");
            _test.Conversation.RunFunction("f", () => _test.Conversation.Log.Info("m"));
            var read = _test.ReadAsync(canReadPii: true);
            var revealed = _test.ShouldNotRevealAsync("never");
            ended = [entry, call, read, revealed, other.DisposeAsync().AsTask()];
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await Task.WhenAll(ended).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class Blocked : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    [Fact]
    public async Task An_entry_logged_while_a_wait_starts_is_not_missed()
    {
        for (int round = 0; round < 200; round++)
        {
            using var test = new TestConversation();
            using var barrier = new Barrier(2);
            var logging = Task.Run(() =>
            {
                barrier.SignalAndWait();
                test.Conversation.Log.Info("m");
            });
            barrier.SignalAndWait();
            await test.Log.WaitForEntryAsync("m");
            await logging;
        }
    }
}
