namespace ConvLog.Tests.Sinks;

public class BackgroundSinkTests
{
    [Fact]
    public async Task Everything_reaches_the_sink_in_order()
    {
        var inner = new InMemorySink();
        await using var sink = new BackgroundSink(inner);
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            using var turn = conv.BeginTurn();
            using var call = conv.BeginFunction("f");
            conv.Log.Info("a");
            conv.Log.Error("b");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.AddNote("n");
        }

        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(10, 0, 0));
        inner.Entries.Select(static entry => entry.Content).Should().Equal("a", "b");
        inner.ApiResponses.Should().ContainSingle();
        inner.Turns.Should().ContainSingle();
        inner.FunctionEvents.Should().ContainSingle();
        inner.Records.Should().HaveCount(3);
        sink.Failures.Should().Be(0);
    }

    [Fact]
    public async Task The_sink_is_not_called_on_the_thread_that_logs_nor_in_its_flow()
    {
        var flow = new AsyncLocal<string> { Value = "the maker's" };
        var inner = new Noting(flow);
        await using var sink = new BackgroundSink(inner);
        flow.Value = "the caller's";
        sink.Emit(Logged.Entry(log => log.Info("m")));
        await sink.FlushAsync();

        inner.Seen.Should().Equal((string?)null);
        inner.Threads.Should().OnlyContain(static isPool => isPool);
    }

    [Fact]
    public async Task Records_at_which_the_sink_throws_are_dropped_and_reported_once_per_cause()
    {
        var logger = new FakeLogger();
        var sink = new BackgroundSink(new FailingSink(), new BackgroundSinkOptions { Logger = logger });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");
        conv.Log.Info("m");

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(0, 3, 0));
        sink.Failures.Should().Be(4, "three calls and the flush");
        conv.SinkFailures.Should().Be(0, "the queue keeps it from the conversation");
        logger.Lines.Should().HaveCount(3).And.OnlyContain(line => line.Message.Contains(nameof(FailingSink), StringComparison.Ordinal)
            && !line.Message.Contains("Jane", StringComparison.Ordinal));
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task Records_dropped_or_held_by_the_sink_are_not_counted_as_stored()
    {
        var inner = new Counting { Result = new FlushResult(1, 1, 1) };
        await using var sink = new BackgroundSink(inner);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");
        conv.Log.Info("m");
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(1, 1, 1));

        inner.Result = new FlushResult(2, 1, 0);
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(2, 1, 0), "what it dropped is counted once");
        inner.Result = new FlushResult(0, 100, 100);
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(2, 1, 0), "it cannot lose more than it got");
    }

    [Fact]
    public async Task A_flush_that_fails_leaves_pending_what_it_did_not_confirm()
    {
        var inner = new Counting { Fails = true };
        await using var sink = new BackgroundSink(inner);
        sink.Emit(Logged.Entry(log => log.Info("m")));
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(0, 0, 1));
        inner.Fails = false;
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(1, 0, 0));
    }

    [Fact]
    public async Task Disposing_gives_the_sink_what_is_queued_and_flushes_it()
    {
        var inner = new Counting();
        var sink = new BackgroundSink(inner);
        for (int i = 0; i < 100; i++)
        {
            sink.Emit(Logged.Entry(log => log.Info("m")));
        }

        await sink.DisposeAsync();
        inner.Taken.Should().Be(100);
        inner.Flushes.Should().Be(1);
        sink.Emit(Logged.Entry(log => log.Info("late")));
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(100, 1, 0));
        await sink.DisposeAsync();
        sink.Dispose();
    }

    [Fact]
    public async Task Synchronous_disposal_delivers_queued_records()
    {
        var inner = new InMemorySink();
        var sink = new BackgroundSink(inner);
        sink.Emit(Logged.Entry(log => log.Info("m")));
        sink.Dispose();
        await sink.DisposeAsync();

        inner.Entries.Should().ContainSingle();
    }

    [Fact]
    public void Sinks_say_whether_they_may_wait()
    {
        ILogSink foreign = new Counting();
        foreign.NeverWaits.Should().BeFalse();
        new BackgroundSink(foreign).NeverWaits.Should().BeTrue();
        new InMemorySink().NeverWaits.Should().BeTrue();
        new LoggerSink(new FakeLogger()).NeverWaits.Should().BeTrue();
        new StoreSink(new RecordingStore()).NeverWaits.Should().BeTrue();
        new SafeSink(foreign, new FakeLogger()).NeverWaits.Should().BeFalse();
        new FanOutSink(new InMemorySink()).NeverWaits.Should().BeTrue();
        new FanOutSink(new InMemorySink(), foreign).NeverWaits.Should().BeFalse();
    }

    [Fact]
    public void Values_out_of_range_or_null_are_refused()
    {
        FluentActions.Invoking(() => new BackgroundSink(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new BackgroundSinkOptions { QueueCapacity = 10_000_001 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new BackgroundSinkOptions { DisposeTimeout = TimeSpan.FromTicks(-1) }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new BackgroundSink(new InMemorySink()).Emit(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new BackgroundSink(new InMemorySink()).Record(null!)).Should().Throw<ArgumentNullException>();
        new BackgroundSinkOptions().QueueCapacity.Should().Be(10_000);
        new BackgroundSinkOptions().DisposeTimeout.Should().Be(TimeSpan.FromSeconds(5));
    }

    private sealed class Noting(AsyncLocal<string> flow) : ILogSink
    {
        public List<string?> Seen { get; } = [];

        public List<bool> Threads { get; } = [];

        public void Emit(LogEntry entry)
        {
            Seen.Add(flow.Value);
            Threads.Add(Thread.CurrentThread.IsThreadPoolThread);
        }
    }

    private sealed class Counting : ILogSink
    {
        public FlushResult Result { get; set; }

        public bool Fails { get; set; }

        public int Taken { get; private set; }

        public int Flushes { get; private set; }

        public void Emit(LogEntry entry) => Taken++;

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushes++;
            return Fails ? throw new TimeoutException() : new(Result);
        }
    }
}
