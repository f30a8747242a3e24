using System.Collections.Concurrent;
using ConvLog.Records;

namespace ConvLog.Tests.Faults;

/// <summary>Cases B09 and B10 of the fault list, and A18 and A20 behind a queue: a single thread, a blocked pool, or many threads.</summary>
public class SinkThreadingFaults
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void B09_blocking_on_a_flush_and_an_end_in_a_single_threaded_context_does_not_deadlock()
    {
        var context = new StalledContext();
        var store = new RecordingStore { FailsAt = static call => call == 1 };
        var result = default(FlushResult);
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            var background = new BackgroundSink(new InMemorySink());
            var storing = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
            var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(background, storing, new InMemorySink()));
            conv.Log.Info("m");
            conv.FlushAsync().AsTask().GetAwaiter().GetResult();
            conv.DisposeAsync().AsTask().GetAwaiter().GetResult();
            background.DisposeAsync().AsTask().GetAwaiter().GetResult();
            storing.DisposeAsync().AsTask().GetAwaiter().GetResult();
            result = conv.FlushAsync().AsTask().GetAwaiter().GetResult();
        });
        thread.Start();

        thread.Join(s_patience).Should().BeTrue("nothing may wait for the thread that waits");
        context.Posted.Should().Be(0);
        result.Records.Should().Be(new FlushCounts(6, 0, 0));
    }

    [Fact]
    public async Task B09_a_thread_pool_blocked_on_flushes_recovers()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store);
        await using var background = new BackgroundSink(new InMemorySink());
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(sink, background));
        int threads = Environment.ProcessorCount * 2;
        using var blocking = new CountdownEvent(threads);

        // On a dedicated thread, because every pool thread is blocked.
        var release = new Thread(() =>
        {
            blocking.Wait(s_patience);
            store.Release();
        });
        release.Start();
        var blocked = Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            conv.Log.Info("m");
            blocking.Signal();
            return conv.FlushAsync().AsTask().GetAwaiter().GetResult();
        }));

        (await Task.WhenAll(blocked).WaitAsync(s_patience, TimeProvider.System)).Should().OnlyContain(result => result.Stored > 0);
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(2 * (threads + 1), 0, 0));
    }

    [Fact]
    public async Task B10_flushing_ending_and_logging_at_once_leaves_each_entry_stored_once_or_counted()
    {
        for (int round = 0; round < Amount.Of(usual: 5, inCi: 50, inLongCampaign: 50); round++)
        {
            var kept = new InMemorySink();
            var store = new RecordingStore();
            var storing = new StoreSink(store, new StoreSinkOptions { BatchSize = 7 });
            var background = new BackgroundSink(kept);
            var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(storing, background));
            using var start = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
            {
                start.SignalAndWait(s_patience);
                for (int i = 0; i < 20; i++)
                {
                    conv.Log.Info("m");
                }

                await conv.FlushAsync();
                await (n % 2 == 0 ? storing.DisposeAsync() : background.DisposeAsync());
                await conv.DisposeAsync();
            }))).WaitAsync(s_patience, TimeProvider.System);

            int logged = (int)conv.Losses.Kept;
            var inStore = (await storing.FlushAsync()).Records;
            var inSink = (await background.FlushAsync()).Records;
            (inStore.Stored + inStore.Dropped).Should().Be(logged + 2, "opened, logged, closed");
            (inSink.Stored + inSink.Dropped).Should().Be(logged + 2);
            store.Written.Should().HaveCount((int)inStore.Stored);
            store.Written.OfType<EntryRecord>().Select(static entry => entry.Id).Should().OnlyHaveUniqueItems();
            (kept.Entries.Count + kept.Records.Count).Should().Be((int)inSink.Stored);
        }
    }

    [Fact]
    public async Task B10_records_acknowledged_before_the_end_are_in_the_store()
    {
        var store = new RecordingStore();
        var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = 3 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var acknowledged = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                conv.Log.Info($"{n}/{i}");
                if ((await conv.FlushAsync()).Dropped == 0)
                {
                    acknowledged.Add($"{n}/{i}");
                }

                if (n == 0 && i == 10)
                {
                    await sink.DisposeAsync();
                    await sink.DisposeAsync();
                }
            }
        }))).WaitAsync(s_patience, TimeProvider.System);

        store.Contents.Should().OnlyHaveUniqueItems().And.Contain(acknowledged);
    }

    [Fact]
    public async Task A18_a_sink_that_logs_what_it_is_given_does_not_echo_for_ever_behind_its_queue()
    {
        var logger = new FakeLogger();
        var echo = new Echo();
        await using var sink = new BackgroundSink(echo, new BackgroundSinkOptions { Logger = logger });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        echo.Conversation = conv;
        conv.Log.Info("once");
        for (int i = 0; i < 10; i++)
        {
            await conv.FlushAsync();
        }

        echo.Taken.Should().Be(8);
        sink.Failures.Should().Be(1);
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1 + 8, 1, 0));
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain(nameof(Echo));
    }

    [Fact]
    public async Task A20_with_little_stack_left_an_entry_still_reaches_store_and_sink()
    {
        var store = new RecordingStore();
        var kept = new InMemorySink();
        await using var storing = new StoreSink(store);
        await using var background = new BackgroundSink(kept);
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(storing, background));
        var thread = new Thread(() => LogAtTheEndOfTheStack(conv.Log), maxStackSize: 512 * 1_024);
        thread.Start();
        thread.Join();
        await conv.FlushAsync();

        (store.Contents.Count() + conv.Losses.DroppedTotal).Should().Be(1);
        kept.Entries.Count.Should().Be(store.Contents.Count());
    }

    private static int LogAtTheEndOfTheStack(ConversationLogger log)
    {
        if (System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return LogAtTheEndOfTheStack(log) + 1;
        }

        log.Info("deep", ("a", 1), ("v", new[] { 1 }));
        return 0;
    }

    private sealed class StalledContext : SynchronizationContext
    {
        private int _posted;

        public int Posted => Volatile.Read(ref _posted);

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posted);
    }

    private sealed class Echo : ILogSink
    {
        private int _taken;

        public Conversation? Conversation { get; set; }

        public int Taken => Volatile.Read(ref _taken);

        public void Emit(LogEntry entry)
        {
            Interlocked.Increment(ref _taken);
            Conversation?.Log.Info($"echo of {entry.Content}");
        }
    }
}
