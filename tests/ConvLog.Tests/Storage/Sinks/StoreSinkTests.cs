using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Sinks;

public class StoreSinkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_flush_reports_the_state_of_every_accepted_record()
    {
        var store = new InMemoryConversationStore();
        await using var sink = new StoreSink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        for (int i = 0; i < 10; i++)
        {
            conv.Log.Info("m", ("i", i));
        }

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(stored: 11, dropped: 0, pending: 0));
        (await store.ReadAsync("c"))!.Logged.Should().HaveCount(10);
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(11, 0, 0), "nothing came in between");
    }

    [Fact]
    public async Task Records_are_written_in_batches_in_their_order()
    {
        var store = new RecordingStore();
        await using var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = 3 });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        for (int i = 0; i < 9; i++)
        {
            conv.Log.Info("m", ("i", i));
        }

        store.Release();
        await conv.FlushAsync();
        store.Batches.Should().OnlyContain(batch => batch.Count <= 3);
        store.Written.OfType<EntryRecord>().Select(entry => entry.Fields["i"]).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public async Task A_full_queue_drops_the_oldest_info_and_counts_it()
    {
        var store = new RecordingStore();
        await using var sink = new StoreSink(store, new StoreSinkOptions { QueueCapacity = 5, BatchSize = 1 });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        for (int i = 0; i < 20; i++)
        {
            conv.Log.Info("m", ("i", i));
        }

        store.Release();
        var result = await conv.FlushAsync();
        result.Records.Should().Be(new FlushCounts(stored: 6, dropped: 15, pending: 0));
        store.Written.OfType<EntryRecord>().Select(entry => entry.Fields["i"]).Should().Equal(15, 16, 17, 18, 19);
        conv.EntriesOutsideTurns.Should().HaveCount(20, "the function sees all it logged");
    }

    [Fact]
    public async Task A_record_that_the_store_refuses_is_dropped_alone()
    {
        var logger = new FakeLogger();
        var store = new RecordingStore { Refuses = record => record is EntryRecord { Content: "poison" } };
        await using var sink = new StoreSink(store, new StoreSinkOptions { Logger = logger, RetryDelay = TimeSpan.Zero });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("before");
        conv.Log.Info("poison");
        conv.Log.Info("poison");
        conv.Log.Info("after");
        store.Release();

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(stored: 3, dropped: 2, pending: 0));
        store.Written.OfType<EntryRecord>().Select(entry => entry.Content).Should().Equal("before", "after");
        logger.Lines.Should().ContainSingle().Which.Message.Should()
            .Contain(nameof(RecordingStore)).And.Contain("System.InvalidOperationException").And.NotContain("poison");
    }

    [Fact]
    public async Task A_store_that_refuses_every_record_has_them_counted_as_dropped()
    {
        await using var sink = new StoreSink(new RecordingStore { Refuses = _ => true, RefusesWith = RecordingStore.Refused });
        await using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(0, 2, 0));
        conv.SinkFailures.Should().Be(0);
    }

    [Fact]
    public async Task A_store_and_a_logger_that_both_fail_do_not_stop_the_sink()
    {
        var store = new RecordingStore { Refuses = record => record is EntryRecord { Content: "poison" } };
        await using var sink = new StoreSink(store, new StoreSinkOptions { Logger = FakeLogger.Failing, RetryDelay = TimeSpan.Zero });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("poison");
        using var patience = new CancellationTokenSource(s_patience);
        (await conv.FlushAsync(patience.Token)).Records.Should().Be(new FlushCounts(1, 1, 0));
        conv.Log.Info("after");

        (await conv.FlushAsync(patience.Token)).Records.Should().Be(new FlushCounts(2, 1, 0));
    }

    [Fact]
    public async Task A_flush_waits_for_the_store_and_can_be_canceled_without_loss()
    {
        var store = new RecordingStore();
        await using var sink = new StoreSink(store);
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");
        using var stop = new CancellationTokenSource();
        var flushing = conv.FlushAsync(stop.Token).AsTask();
        await store.Writing;
        flushing.IsCompleted.Should().BeFalse();
        await stop.CancelAsync();
        (await flushing.WaitAsync(s_patience, TimeProvider.System)).Records.Should().Be(new FlushCounts(0, 0, 2), "who gives up hears what is pending");
        store.Release();

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(2, 0, 0));
    }

    [Fact]
    public async Task Concurrent_flushes_each_flush_every_record()
    {
        var store = new InMemoryConversationStore();
        await using var sink = new StoreSink(store, new StoreSinkOptions { QueueCapacity = 100_000, BatchSize = 7 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                conv.Log.Info("m");
            }

            return await conv.FlushAsync();
        })));

        results.Should().OnlyContain(result => result.Stored >= 100 && result.Dropped == 0);
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(801, 0, 0));
    }

    [Fact]
    public async Task Disposing_writes_queued_records_and_later_ones_are_dropped_and_counted()
    {
        var store = new RecordingStore();
        var sink = new StoreSink(store);
        store.Hold();
        var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("queued");
        var disposing = sink.DisposeAsync().AsTask();
        store.Release();
        await disposing;
        conv.Log.Info("late");

        store.Written.OfType<EntryRecord>().Select(entry => entry.Content).Should().Equal("queued");
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(2, 1, 0));
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task Synchronous_disposal_writes_queued_records()
    {
        var store = new InMemoryConversationStore();
        var sink = new StoreSink(store);
        new Conversation(new ConversationInfo("c"), sink).Log.Info("queued");
        sink.Dispose();

        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(2, 0, 0));
    }

    [Fact]
    public void Options_outside_their_ranges_are_refused()
    {
        FluentActions.Invoking(() => new StoreSinkOptions { QueueCapacity = 0 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*QueueCapacity takes 1 to 10000000, not 0*");
        FluentActions.Invoking(() => new StoreSinkOptions { BatchSize = 100_001 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new StoreSinkOptions { Retries = -1 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new StoreSinkOptions { RetryDelay = TimeSpan.FromSeconds(31) }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*StoreSinkOptions.RetryDelay takes zero to 00:00:30, not 00:00:31*");
        FluentActions.Invoking(() => new StoreSinkOptions { DisposeTimeout = TimeSpan.MaxValue }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new StoreSink(null!)).Should().Throw<ArgumentNullException>();
    }
}
