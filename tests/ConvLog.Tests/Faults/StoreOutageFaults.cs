using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Faults;

/// <summary>
/// Cases C03, C04, C05, C08 and C11 of the fault list, as a sink sees them: a store that accepts no records for a while, permanently, or until the program
/// ends.
/// </summary>
public class StoreOutageFaults
{
    private const int Entries = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SteppedClock _clock = new();
    private readonly FakeLogger _logger = new();

    private volatile bool _isDown = true;

    public static TheoryData<string> Failures => ["unavailable", "unusable", "unknown"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_rating_of_an_earlier_turn_waits_for_a_store_that_cannot_be_read(string failure)
    {
        var store = new UnreadableStore(failures: 2, FailureOf(failure)());
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero });
        await using (var first = new Conversation(new ConversationInfo("c"), sink))
        {
            first.BeginTurn("a table").Dispose();
        }

        await using var next = new Conversation(new ConversationInfo("c"), sink);
        next.AddFeedback(FeedbackRating.Like);
        (await next.FlushAsync()).Records.Dropped.Should().Be(0);

        (await store.Kept.ReadAsync("c"))!.Feedback.Should().ContainSingle();
    }

    [Fact]
    public async Task A_rating_that_no_read_can_place_is_dropped_and_counted_and_never_stored_without_its_turn()
    {
        var store = new UnreadableStore(int.MaxValue, new NotSupportedException());
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero, Retries = 2, Logger = _logger });
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.AddFeedback(FeedbackRating.Like);
        conv.Log.Info("kept");
        (await conv.FlushAsync()).Records.Dropped.Should().Be(1);

        sink.Drops.Should().ContainKey(SinkDropReason.Refused);
        _logger.Lines.Should().ContainSingle();
        var kept = (await store.Kept.ReadAsync("c"))!;
        kept.Feedback.Should().BeEmpty();
        kept.Logged.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task C03_the_nth_write_fails_for_whatever_reason_and_everything_is_stored_once_in_order(string failure)
    {
        for (int n = 1; n <= 8; n++)
        {
            var store = new RecordingStore { FailsAt = call => call == n, FailsWith = FailureOf(failure) };
            await using var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = 5, RetryDelay = TimeSpan.Zero });
            store.Hold();
            using var conv = Conversation(sink);
            store.Release();

            (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
            store.Contents.Should().Equal(Numbers());
            sink.Drops.Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task C03_a_store_that_fails_for_hours_loses_nothing_and_needs_no_restart(string failure)
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = FailureOf(failure) };
        var sink = Sink(store, retries: 2);
        using var conv = Conversation(sink);
        var waited = TimeSpan.Zero;
        while (waited < TimeSpan.FromHours(1))
        {
            waited += await _clock.PassWaitAsync();
        }

        await _clock.NextWaitAsync();
        (await sink.FlushAsync(new CancellationToken(canceled: true))).Records.Should().Be(new FlushCounts(0, 0, Entries + 1));
        _isDown = false;
        _clock.Advance(s_patience);

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
        store.Contents.Should().Equal(Numbers());
        store.DeadLetters.Should().BeEmpty();
        store.Calls.Should().BeLessThan(3 * 3_600, "waits grow to one or two seconds, and none has more than three writes");
        _logger.Lines.Should().HaveCount(2, "an outage is told once, and its end");
        _logger.Lines[0].Message.Should().StartWith("The store RecordingStore takes nothing: ").And.NotContain("Jane");
        _logger.Lines[1].Message.Should().Be("The store RecordingStore works again.");
    }

    [Fact]
    public async Task C08_failures_with_a_success_between_them_are_no_outage_and_their_waits_do_not_grow()
    {
        var store = new RecordingStore { FailsAt = static call => call % 2 == 0, FailsWith = RecordingStore.Unavailable };
        var sink = new StoreSink(store,
            new StoreSinkOptions { BatchDelay = TimeSpan.Zero, RetryDelay = TimeSpan.FromSeconds(1), TimeProvider = _clock, Logger = _logger });
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = new ManualClock() });
        (await sink.FlushAsync()).Records.Pending.Should().Be(0, "the opening is written by itself, before anything fails");
        for (int i = 0; i < 12; i++)
        {
            conv.Log.Info($"{i}");
            var flushing = sink.FlushAsync().AsTask();
            (await _clock.PassWaitAsync()).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(1), "failure {0} is the first in a row", i);
            (await flushing.WaitAsync(s_patience, TimeProvider.System)).Records.Pending.Should().Be(0);
        }

        store.Calls.Should().Be(25);
        _logger.Lines.Should().BeEmpty("an outage begins with the second failure in a row");
    }

    [Fact]
    public async Task C04_during_an_outage_only_a_full_queue_drops_and_least_severe_first()
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = RecordingStore.Unavailable };
        var sink = new StoreSink(store, new StoreSinkOptions { QueueCapacity = 3, BatchSize = 1, BatchDelay = TimeSpan.Zero, TimeProvider = _clock });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();
        conv.Log.Info("info");
        conv.Log.Warning("warning");
        conv.Log.Error("error 0");
        conv.Log.Error("error 1");
        conv.Log.Error("error 2");
        (await sink.FlushAsync(new CancellationToken(canceled: true))).Records.Should().Be(new FlushCounts(0, 2, 4));
        _isDown = false;
        _clock.Advance(s_patience);

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(4, 2, 0));
        store.Contents.Should().Equal("error 0", "error 1", "error 2");
        sink.Drops.Should().Equal(new Dictionary<SinkDropReason, long> { [SinkDropReason.QueueFull] = 2 });
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task C04_the_end_of_a_conversation_does_not_wait_for_a_store_that_fails_and_a_flush_does(string failure)
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = FailureOf(failure) };
        var sink = Sink(store, retries: 0);
        var early = Conversation(new FanOutSink(sink, new InMemorySink()));
        var ending = early.DisposeAsync().AsTask();
        await _clock.PassWaitAsync();
        await ending.WaitAsync(s_patience, TimeProvider.System);

        var late = new Conversation(new ConversationInfo("late"), sink, new ConversationOptions { TimeProvider = new ManualClock() });
        await late.DisposeAsync().AsTask().WaitAsync(s_patience, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var flushing = sink.FlushAsync(stop.Token).AsTask();
        (await sink.TryFlushAsync(CancellationToken.None)).Records.Should().Be(new FlushCounts(0, 0, Entries + 2 + 2));
        flushing.IsCompleted.Should().BeFalse();
        await stop.CancelAsync();
        (await flushing.WaitAsync(s_patience, TimeProvider.System)).Records.Pending.Should().Be(Entries + 2 + 2);

        _isDown = false;
        _clock.Advance(s_patience);
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 2 + 2, 0, 0));
        (await sink.TryFlushAsync()).Pending.Should().Be(0, "it is waited for again");
    }

    [Fact]
    public async Task C05_a_write_with_unknown_outcome_is_repeated_with_the_same_records()
    {
        var store = new FailingOnce();
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero, BatchDelay = TimeSpan.FromSeconds(10) });
        using var conv = Conversation(sink);
        await conv.FlushAsync();

        store.Writes.Should().HaveCount(2);
        store.Writes[0].Should().HaveCount(Entries + 1).And.Equal(store.Writes[1]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task C08_an_outage_during_poison_isolation_loses_no_other_record(string failure)
    {
        for (int first = 1; first <= 16; first++)
        {
            for (int length = 1; length <= 4; length++)
            {
                var (from, to) = (first, first + length);
                var store = new RecordingStore
                {
                    FailsAt = call => call >= from && call < to,
                    FailsWith = FailureOf(failure),
                    Refuses = static record => record is EntryRecord { Content: "7" },
                    RefusesWith = RecordingStore.Refused,
                };
                await using var sink = new StoreSink(store,
                    new StoreSinkOptions { RetryDelay = TimeSpan.Zero, Retries = 0, BatchDelay = TimeSpan.FromSeconds(10) });
                using var conv = Conversation(sink);

                (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries, 1, 0), "{0} writes fail from number {1}", length, first);
                store.Contents.Should().Equal(Numbers().Except(["7"], StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task C11_disposing_returns_at_its_deadline_and_reports_the_dropped_records()
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = RecordingStore.Unavailable };
        var sink = Sink(store, retries: 0);
        using var conv = Conversation(sink);
        await _clock.NextWaitAsync();
        var disposing = Enumerable.Range(0, 8).Select(_ => sink.DisposeAsync().AsTask()).ToList();
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromSeconds(4); waited += TimeSpan.FromSeconds(1))
        {
            disposing.Should().OnlyContain(static task => !task.IsCompleted);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(disposing).WaitAsync(s_patience, TimeProvider.System);
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(0, Entries + 1, 0), "the pump ends: nothing of it is left in memory");
        sink.Drops.Should().Equal(new Dictionary<SinkDropReason, long> { [SinkDropReason.SinkClosed] = Entries + 1 });
        _logger.Lines.Select(static line => line.Message).Should()
            .ContainSingle(static text => text == "RecordingStore was disposed after it had waited 4 s, with 21 records pending.");
        int calls = store.Calls;
        _clock.Advance(TimeSpan.FromHours(1));
        store.Calls.Should().Be(calls);
    }

    [Fact]
    public async Task C11_a_store_that_comes_back_before_the_deadline_gets_everything()
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = RecordingStore.Unavailable };
        var sink = Sink(store, retries: 0);
        using var conv = Conversation(sink);
        for (int i = 0; i < 12; i++)
        {
            await _clock.PassWaitAsync();
        }

        await _clock.NextWaitAsync();
        _isDown = false;
        await sink.DisposeAsync().AsTask().WaitAsync(s_patience, TimeProvider.System);

        store.Contents.Should().Equal(Numbers(), "the end does not sit out a long wait");
    }

    [Fact]
    public async Task C11_synchronous_disposal_drops_unstored_records_at_the_same_deadline()
    {
        var store = new RecordingStore { FailsAt = _ => _isDown, FailsWith = RecordingStore.Unavailable };
        var sink = Sink(store, retries: 0, disposeTimeout: TimeSpan.FromMilliseconds(20));
        using var conv = Conversation(sink);
        await _clock.NextWaitAsync();
        sink.Dispose();

        (await sink.FlushAsync().AsTask().WaitAsync(s_patience, TimeProvider.System)).Records.Should().Be(new FlushCounts(0, Entries + 1, 0));
    }

    private static Func<Exception> FailureOf(string name) => name switch
    {
        "unavailable" => RecordingStore.Unavailable,
        "unusable" => RecordingStore.Unusable,
        _ => static () => new IOException("Jane Doe"),
    };

    private static IEnumerable<string> Numbers() => Enumerable.Range(0, Entries).Select(static i => $"{i}");

    private Conversation Conversation(ILogSink sink)
    {
        var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = new ManualClock() });
        foreach (string number in Numbers())
        {
            conv.Log.Info(number);
        }

        return conv;
    }

    // Tests dispose it themselves: after a failed test, disposal would wait on a clock that no longer advances.
    private StoreSink Sink(RecordingStore store, int retries, TimeSpan? disposeTimeout = null)
        => new(store, new StoreSinkOptions
        {
            Retries = retries,
            BatchSize = Entries + 1,
            BatchDelay = TimeSpan.Zero,
            DisposeTimeout = disposeTimeout ?? TimeSpan.FromSeconds(4),
            TimeProvider = _clock,
            Logger = _logger,
        });

    private sealed class UnreadableStore(int failures, Exception exception) : WriteOnlyStore
    {
        private int _failures = failures;

        public InMemoryConversationStore Kept { get; } = new();

        public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
            => Kept.WriteAsync(records, cancellationToken);

        public override ValueTask<StoredConversation?> ReadAsync(
            string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
            => _failures-- > 0 ? throw exception : Kept.ReadAsync(conversationId, personal, cancellationToken);
    }

    private sealed class FailingOnce : WriteOnlyStore
    {
        public List<IReadOnlyList<StoreRecord>> Writes { get; } = [];

        public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
        {
            Writes.Add([.. records]);
            return Writes.Count > 1 ? ValueTask.CompletedTask : throw new IOException("EIO");
        }
    }
}
