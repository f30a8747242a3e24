namespace ConvLog.Tests.Faults;

/// <summary>Cases B03 and B04 of the fault list: a sink slower than the log calls, and queues of minimum size.</summary>
public class FullQueueFaults
{
    private static readonly CancellationToken s_now = new(canceled: true);

    [Fact]
    public async Task B03_a_slow_sink_gets_errors_then_warnings_and_counts_are_always_exact()
    {
        var logger = new FakeLogger();
        using var slow = new OneAtATime();
        await using var sink = new BackgroundSink(slow, new BackgroundSinkOptions { QueueCapacity = 6, Logger = logger });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await slow.Entered;
        long calls = 1;
        for (int i = 0; i < 5; i++)
        {
            conv.Log.Info($"info {i}");
            conv.Log.Warning($"warning {i}");
            conv.Log.Error($"error {i}");
            calls += 3;
            var counts = await sink.FlushAsync(s_now);
            counts.Records.Accepted.Should().Be(calls);
            counts.Records.Pending.Should().BeLessThanOrEqualTo(1 + 6);
        }

        slow.Release();
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(stored: 7, dropped: 9, pending: 0));
        slow.Taken.Should().Equal("error 0", "error 1", "error 2", "error 3", "warning 4", "error 4");
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("queue of OneAtATime is full");
    }

    [Fact]
    public async Task B03_a_slow_store_gets_the_errors_then_the_warnings()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { QueueCapacity = 4, BatchSize = 1 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        conv.Log.Error("error 0");
        conv.Log.Info("info 0");
        conv.Log.Warning("warning 0");
        conv.Log.Info("info 1");
        conv.Log.Info("info 2");
        conv.Log.Error("error 1");
        conv.Log.Warning("warning 1");
        conv.Log.Info("info 3");
        (await sink.FlushAsync(s_now)).Records.Should().Be(new FlushCounts(stored: 0, dropped: 4, pending: 5));

        store.Release();
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(5, 4, 0));
        store.Contents.Should().Equal("error 0", "warning 0", "error 1", "warning 1");
    }

    [Fact]
    public async Task B03_records_other_than_entries_count_like_errors()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { QueueCapacity = 5, BatchSize = 1 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        conv.Log.Warning("warning");
        var turn = conv.BeginTurn();
        var call = conv.BeginFunction("f");
        conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
        conv.AddNote("n");
        call.Dispose();
        conv.Log.Info("info");
        conv.Log.Warning("warning");
        turn.Dispose();

        store.Release();
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(stored: 6, dropped: 4, pending: 0), "what came first is kept among the grave");
        store.Contents.Should().BeEmpty();
    }

    [Fact]
    public async Task B04_a_queue_of_one_keeps_the_most_severe_entry()
    {
        using var slow = new OneAtATime();
        await using var sink = new BackgroundSink(slow, new BackgroundSinkOptions { QueueCapacity = 1 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await slow.Entered;
        conv.Log.Info("info");
        conv.Log.Info("later info");
        conv.Log.Warning("warning");
        conv.Log.Info("info after it");
        conv.Log.Error("error");
        conv.Log.Warning("warning after it");
        conv.Log.Error("error after it");
        slow.Release();

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(stored: 2, dropped: 6, pending: 0));
        slow.Taken.Should().Equal("error");
    }

    [Fact]
    public void B04_a_capacity_of_zero_is_refused_with_the_allowed_range()
    {
        FluentActions.Invoking(() => new BackgroundSinkOptions { QueueCapacity = 0 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("BackgroundSinkOptions.QueueCapacity takes 1 to 10000000, not 0.*");
        FluentActions.Invoking(() => new StoreSinkOptions { QueueCapacity = 0 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("StoreSinkOptions.QueueCapacity takes 1 to 10000000, not 0.*");
    }

    /// <summary>Blocks its first call until it is released.</summary>
    private sealed class OneAtATime : ILogSink, IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        public List<string> Taken { get; } = [];

        public void Release() => _released.Set();

        public void Emit(LogEntry entry)
        {
            _released.Wait();
            Taken.Add(entry.Content);
        }

        public void Record(Records.StoreRecord record)
        {
            _entered.TrySetResult();
            _released.Wait();
        }

        public void Dispose() => _released.Set();
    }
}
