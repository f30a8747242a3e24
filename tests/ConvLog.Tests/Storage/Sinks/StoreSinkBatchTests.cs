namespace ConvLog.Tests.Storage.Sinks;

/// <summary>When a batch is written: by size, by time, for a flush, at the end.</summary>
public class StoreSinkBatchTests
{
    private readonly SteppedClock _clock = new();
    private readonly RecordingStore _store = new();

    [Fact]
    public async Task Fewer_records_than_a_batch_wait_for_more_until_their_time_is_up()
    {
        await using var sink = Sink(batchSize: 10, delay: TimeSpan.FromMilliseconds(50));
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        (await _clock.NextWaitAsync()).Should().Be(TimeSpan.FromMilliseconds(50));
        conv.Log.Info("a");
        conv.Log.Info("b");
        _clock.Advance(TimeSpan.FromMilliseconds(49));
        _store.Calls.Should().Be(0);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await _store.Writing;

        await conv.FlushAsync();
        _store.Batches.Should().ContainSingle().Which.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(3, 100)]
    [InlineData(100, 3)]
    public async Task A_full_batch_or_a_full_queue_is_written_at_once(int batchSize, int capacity)
    {
        await using var sink = Sink(batchSize, TimeSpan.FromSeconds(10), capacity);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();
        conv.Log.Info("a");
        _store.Calls.Should().Be(0);
        conv.Log.Info("b");
        await _store.Writing;

        await conv.FlushAsync();
        _store.Batches[0].Should().HaveCount(3);
    }

    [Fact]
    public async Task A_flush_does_not_wait_for_more()
    {
        await using var sink = Sink(batchSize: 10, delay: TimeSpan.FromSeconds(10));
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1, 0, 0));
    }

    [Fact]
    public async Task The_end_does_not_wait_for_more()
    {
        var sink = Sink(batchSize: 10, delay: TimeSpan.FromSeconds(10));
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();
        await sink.DisposeAsync();

        _store.Written.Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_delay_records_are_written_as_they_arrive()
    {
        await using var sink = Sink(batchSize: 10, delay: TimeSpan.Zero);
        using var conv = new Conversation(new ConversationInfo("c"), sink);

        await _store.Writing;
    }

    [Fact]
    public async Task Flushes_that_wait_at_the_same_time_are_served_by_one_write()
    {
        const int Conversations = 50;
        await using var sink = Sink(batchSize: 1_000, delay: TimeSpan.FromSeconds(10));
        _store.Hold();
        var first = new Conversation(new ConversationInfo("first"), sink).FlushAsync().AsTask();
        await _store.Writing;
        var others = Enumerable.Range(0, Conversations).Select(n => new Conversation(new ConversationInfo($"{n}"), sink).FlushAsync().AsTask()).ToList();
        _store.Release();

        (await first).Records.Stored.Should().BeGreaterThanOrEqualTo(1);
        (await Task.WhenAll(others)).Should().OnlyContain(static result => result.Records == new FlushCounts(1 + Conversations, 0, 0));
        _store.Batches.Select(static batch => batch.Count).Should().Equal(1, Conversations);
    }

    [Fact]
    public async Task Behind_a_slow_store_five_thousand_records_are_written_at_once_by_default()
    {
        await using var sink = new StoreSink(_store);
        _store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _store.Writing;
        for (int i = 0; i < 6_000; i++)
        {
            conv.Log.Info("m");
        }

        _store.Release();
        await conv.FlushAsync();
        _store.Batches.Select(static batch => batch.Count).Should().Equal(1, 5_000, 1_000);
    }

    [Fact]
    public async Task Delivered_records_do_not_keep_their_conversation_in_memory()
    {
        await using var sink = Sink(batchSize: 10, delay: TimeSpan.Zero);
        var forgotten = await LogAndForgetAsync(sink);

        // The pump becomes idle a moment after the flush has ended.
        for (int i = 0; i < 100 && forgotten.IsAlive; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            GC.Collect();
        }

        forgotten.IsAlive.Should().BeFalse();
    }

    [Fact]
    public void The_wait_for_more_has_a_range()
        => FluentActions.Invoking(() => new StoreSinkOptions { BatchDelay = TimeSpan.FromSeconds(11) }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*StoreSinkOptions.BatchDelay takes zero to 00:00:10, not 00:00:11*");

    private static async Task<WeakReference> LogAndForgetAsync(StoreSink sink)
    {
        var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");
        await conv.FlushAsync();
        return new WeakReference(conv.EntriesOutsideTurns[0]);
    }

    private StoreSink Sink(int batchSize, TimeSpan delay, int capacity = 100_000)
        => new(_store, new StoreSinkOptions { BatchSize = batchSize, BatchDelay = delay, QueueCapacity = capacity, TimeProvider = _clock });
}
