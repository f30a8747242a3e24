using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Faults;

/// <summary>Cases B05 to B07 of the fault list: a store that writes part of a batch, fails for a while, or refuses a record permanently.</summary>
public class StoreWritingFaults
{
    private const int Entries = 20;

    [Fact]
    public async Task B05_a_batch_of_which_any_part_was_written_is_written_again_and_leaves_one_of_each()
    {
        for (int written = 0; written <= Entries + 1; written++)
        {
            var store = new PartialStore(written);
            await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero });
            using var conv = new Conversation(new ConversationInfo("c"), sink);
            LogNumbers(conv);

            (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
            (await store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal(Numbers());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task B05_the_same_holds_when_it_fails_until_records_are_isolated(int retries)
    {
        var store = new PartialStore(written: 3, failures: 4);
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero, Retries = retries });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        LogNumbers(conv);

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
        (await store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal(Numbers());
    }

    [Fact]
    public async Task D03_a_batch_that_is_delivered_a_hundred_times_leaves_one_of_each()
    {
        var store = new PartialStore(written: Entries, failures: 99);
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero, Retries = 100 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        LogNumbers(conv);

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
        (await store.ReadAsync("c"))!.Logged.Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal(Numbers());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task B06_a_store_that_fails_for_a_while_gets_everything_once_and_in_order(int failures)
    {
        for (int first = 1; first <= 6; first++)
        {
            var store = new RecordingStore { FailsAt = call => call >= first && call < first + failures };
            await using var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = 5, RetryDelay = TimeSpan.Zero });
            store.Hold();
            using var conv = new Conversation(new ConversationInfo("c"), sink);
            LogNumbers(conv);
            store.Release();

            (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1, 0, 0));
            store.Contents.Should().Equal(Numbers());
        }
    }

    [Fact]
    public async Task B06_it_is_tried_again_after_growing_waits()
    {
        var clock = new SteppedClock();
        var store = new RecordingStore { FailsAt = static call => call <= 5 };
        await using var sink = new StoreSink(store,
            new StoreSinkOptions { Retries = 5, BatchDelay = TimeSpan.Zero, RetryDelay = TimeSpan.FromSeconds(0.25), TimeProvider = clock });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        foreach (double full in (double[])[0.25, 0.5, 1, 2, 2])
        {
            (await clock.PassWaitAsync()).TotalSeconds.Should().BeInRange(full / 2, full, "up to half is taken off at random, and none is longer than 2 s");
        }

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1, 0, 0));
    }

    [Fact]
    public async Task B06_a_failure_that_a_retry_resolves_is_not_reported()
    {
        var logger = new FakeLogger();
        await using var sink = new StoreSink(new RecordingStore { FailsAt = static call => call == 1 },
            new StoreSinkOptions { RetryDelay = TimeSpan.Zero, Logger = logger });
        using var conv = new Conversation(new ConversationInfo("c"), sink);

        (await conv.FlushAsync()).IsComplete.Should().BeTrue();
        logger.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("19")]
    [InlineData("7", "8")]
    [InlineData("0", "5", "19")]
    public async Task B07_a_poison_record_is_dropped_alone_and_its_reason_reported_once(params string[] poison)
    {
        var logger = new FakeLogger();
        var store = new RecordingStore { Refuses = record => record is EntryRecord entry && poison.Contains(entry.Content, StringComparer.Ordinal) };
        await using var sink = new StoreSink(store, new StoreSinkOptions { Retries = 1, RetryDelay = TimeSpan.Zero, Logger = logger });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        LogNumbers(conv);
        store.Release();

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(Entries + 1 - poison.Length, poison.Length, 0));
        store.Contents.Should().Equal(Numbers().Except(poison, StringComparer.Ordinal));
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("RecordingStore").And.Contain("System.InvalidOperationException");
    }

    [Fact]
    public async Task B07_poison_is_found_by_halves()
    {
        var store = new RecordingStore { Refuses = static record => record is EntryRecord { Content: "poison" } };
        await using var sink = new StoreSink(store, new StoreSinkOptions { Retries = 0 });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        for (int i = 0; i < 1_000; i++)
        {
            conv.Log.Info(i == 700 ? "poison" : "m");
        }

        store.Release();
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1_000, 1, 0));
        store.Calls.Should().BeLessThanOrEqualTo(1 + 1 + (2 * 10) + 2, "ten halvings of a thousand, two writes each; the dead letter, and the last chance");
    }

    private static IEnumerable<string> Numbers() => Enumerable.Range(0, Entries).Select(static i => $"{i}");

    private static void LogNumbers(Conversation conv)
    {
        foreach (string number in Numbers())
        {
            conv.Log.Info(number);
        }
    }

    /// <summary>Writes the first records of a batch and then throws, the given number of times.</summary>
    private sealed class PartialStore(int written, int failures = 1) : WriteOnlyStore
    {
        private readonly InMemoryConversationStore _inner = new();
        private int _calls;

        public override async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
        {
            if (records.Count > 1 && _calls++ < failures)
            {
                await _inner.WriteAsync([.. records.Take(written)], cancellationToken);
                throw new TimeoutException();
            }

            await _inner.WriteAsync(records, cancellationToken);
        }

        public override ValueTask<StoredConversation?> ReadAsync(
            string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
            => _inner.ReadAsync(conversationId, personal, cancellationToken);
    }
}
