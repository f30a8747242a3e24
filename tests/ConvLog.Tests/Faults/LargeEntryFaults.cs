using System.Runtime.CompilerServices;
using ConvLog.Storage;

namespace ConvLog.Tests.Faults;

/// <summary>Regression: the queue was bounded by count only, and with a hanging store, entries of 64 KB took 5 GB while health was green.</summary>
public class LargeEntryFaults
{
    private const int TextLength = 16 * 1_024;
    private const int BytesOfText = 2 * TextLength;
    private const long Limit = 1 << 20;

    [Fact]
    public async Task A_store_that_hangs_keeps_no_more_in_memory_than_the_limit_and_health_says_so()
    {
        var logger = new FakeLogger();
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero, Logger = logger });
        var texts = LogLarge(sink, events: 50, each: 4);
        Alive(texts).Should().BeInRange((int)(Limit / BytesOfText / 2), (int)(Limit / BytesOfText));

        var health = sink.CheckHealth();
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Figures["pending_bytes"].Should().BeInRange(Limit / 2, Limit);
        health.Figures["capacity_bytes"].Should().Be(Limit);
        health.Figures["dropped_queue_full"].Should().BeGreaterThan(100);
        logger.Lines.Should().ContainSingle(static line => line.Message.Contains("is full", StringComparison.Ordinal));
        var counts = await sink.FlushAsync(new CancellationToken(canceled: true));
        counts.Records.Accepted.Should().Be(1 + (50 * 2) + (50 * 4) + 1);
        store.Release();
        (await sink.FlushAsync()).Records.Pending.Should().Be(0);
    }

    [Fact]
    public async Task An_error_that_waits_does_not_keep_the_rest_of_its_event_in_memory()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero });
        var texts = LogLarge(sink, events: 100, each: 3, error: "small");
        Alive(texts).Should().BeLessThan((int)(Limit / BytesOfText));
        sink.Drops.Keys.Should().Equal(SinkDropReason.QueueFull);

        store.Release();
        await sink.FlushAsync();
        store.Contents.Count(static content => content is "small").Should().Be(100, "errors are never dropped for something lesser");
    }

    [Fact]
    public async Task A_sink_that_hangs_behind_a_queue_keeps_no_more_in_memory_than_the_limit()
    {
        using var hanging = new HangingSink();
        await using var sink = new BackgroundSink(hanging, new BackgroundSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero });
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            for (int i = 0; i < 200; i++)
            {
                conv.Log.Info(new string('x', TextLength));
            }
        }

        sink.Drops.Keys.Should().Equal(SinkDropReason.QueueFull);
        hanging.Dispose();
        await sink.FlushAsync();

        hanging.Taken.Should().HaveCountLessThanOrEqualTo((int)(Limit / BytesOfText), "the limit was reached, not the number").And.HaveCountGreaterThan(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Queued_turns_and_function_events_do_not_keep_their_entries_in_memory(bool inTurns)
    {
        using var hanging = new HangingSink();
        await using var sink = new BackgroundSink(hanging, new BackgroundSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero });
        var texts = LogLarge(sink, events: 50, each: 4, inTurns: inTurns);
        Alive(texts).Should().BeLessThanOrEqualTo((int)(Limit / BytesOfText));

        hanging.Dispose();
        var counts = await sink.FlushAsync();
        counts.Records.Pending.Should().Be(0);
        (counts.Records.Stored + counts.Records.Dropped).Should().Be(1 + (50 * 2) + (50 * 4) + 1);
    }

    [Fact]
    public async Task Turns_and_arguments_count_as_well()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero });
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            for (int i = 0; i < 100; i++)
            {
                using var turn = conv.BeginTurn(new string('a', TextLength));
                conv.BeginFunction("f", arguments: new { text = new string('b', TextLength) }).Dispose();
                conv.AddNote(new string('c', TextLength), "author");
                turn.Complete(new string('d', TextLength));
            }
        }

        sink.CheckHealth().Figures["pending_bytes"].Should().BeInRange(Limit / 2, Limit);
        sink.Drops[SinkDropReason.QueueFull].Should().BeGreaterThan(300);
        store.Release();
    }

    [Fact]
    public async Task Nearly_full_is_degraded_before_anything_is_dropped()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { MaxQueueBytes = Limit, DisposeTimeout = TimeSpan.Zero });
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            for (int i = 0; i < 27; i++)
            {
                conv.Log.Info(new string('x', TextLength));
            }
        }

        sink.Drops.Should().BeEmpty();
        sink.CheckHealth().Should().Match<HealthPart>(static part => part.Status == StoreHealthStatus.Degraded && part.Message.Contains("% full"));
        store.Release();
        await sink.FlushAsync();
        sink.CheckHealth().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public void The_limit_has_a_default_and_a_range()
    {
        new StoreSinkOptions().MaxQueueBytes.Should().Be(64 << 20);
        new BackgroundSinkOptions().MaxQueueBytes.Should().Be(64 << 20);
        FluentActions.Invoking(static () => new StoreSinkOptions { MaxQueueBytes = 1_000 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*MaxQueueBytes takes 1048576 to 1099511627776, not 1000*");
        FluentActions.Invoking(static () => new BackgroundSinkOptions { MaxQueueBytes = long.MaxValue }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> LogLarge(ILogSink sink, int events, int each, string? error = null, bool inTurns = false)
    {
        var texts = new List<WeakReference>();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        for (int i = 0; i < events; i++)
        {
            using IDisposable scope = inTurns ? conv.BeginTurn() : conv.BeginFunction("f");
            for (int j = 0; j < each; j++)
            {
                string text = new('x', TextLength);
                texts.Add(new WeakReference(text));
                conv.Log.Info("m", ("text", text));
            }

            if (error is not null)
            {
                conv.Log.Error(error);
            }
        }

        return texts;
    }

    private static int Alive(List<WeakReference> texts)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return texts.Count(static text => text.IsAlive);
    }
}
