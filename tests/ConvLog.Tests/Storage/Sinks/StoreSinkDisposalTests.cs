using System.Collections.Concurrent;
using ConvLog.Hosting;
using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Storage.Sinks;

/// <summary>Regression: disposing without <c>await</c> lost queued entries; 0, 999 and 999 of 5,000 were kept in three runs.</summary>
public class StoreSinkDisposalTests
{
    private const int Entries = 1_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_store_sink_writes_what_is_queued()
    {
        var store = new SlowStore();
        using (var sink = new StoreSink(store, new StoreSinkOptions { BatchSize = 10 }))
        {
            Log(sink, Entries);
        }

        store.Entries.Should().Be(Entries);
    }

    [Fact]
    public void A_background_sink_delivers_what_is_queued()
    {
        var inner = new Yielding();
        using (var sink = new BackgroundSink(inner))
        {
            Log(sink, Entries);
        }

        inner.Taken.Should().Be(Entries);
        inner.Flushes.Should().Be(1);
    }

    [Fact]
    public void A_host_writes_what_is_queued_before_it_disposes_the_store()
    {
        var store = new SlowStore();
        var behind = new Yielding();
        using (var host = new ServiceCollection().AddSingleton<IConversationStore>(_ => store).AddSingleton<ILogSink>(_ => behind).AddConvLog()
            .AddConvLogStorage().BuildServiceProvider())
        {
            var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
            for (int i = 0; i < Entries; i++)
            {
                conv.Log.Info("m", ("i", i));
            }
        }

        store.EntriesAtDisposal.Should().Be(Entries);
        behind.Taken.Should().Be(Entries);
    }

    [Fact]
    public void A_conversation_that_is_disposed_without_await_still_does_not_wait()
    {
        var store = new RecordingStore();
        var sink = new StoreSink(store, new StoreSinkOptions { DisposeTimeout = s_patience });
        store.Hold();
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            conv.Log.Info("m");
        }

        store.Contents.Should().BeEmpty();
        store.Release();
        sink.Dispose();
        store.Contents.Should().Equal("m");
    }

    [Fact]
    public async Task It_does_not_need_the_only_thread_of_the_callers_synchronization_context()
    {
        var store = new SlowStore();
        var inner = new Yielding();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            // Posted work waits until this thread is free, as in a user interface.
            SynchronizationContext.SetSynchronizationContext(new UnpumpedContext());
            using (var storing = new StoreSink(store))
            using (var background = new BackgroundSink(inner))
            {
                Log(new FanOutSink(storing, background), 100);
            }

            done.SetResult();
        });
        thread.IsBackground = true;
        thread.Start();

        await done.Task.WaitAsync(s_patience, TimeProvider.System);
        (store.Entries, inner.Taken).Should().Be((100, 100));
    }

    [Fact]
    public async Task With_a_store_that_hangs_it_ends_at_the_deadline_and_says_what_is_pending()
    {
        var logger = new FakeLogger();
        var store = new RecordingStore();
        var sink = new StoreSink(store, new StoreSinkOptions { DisposeTimeout = TimeSpan.FromMilliseconds(50), Logger = logger });
        store.Hold();
        Log(sink, 10);
        await store.Writing;

        await Task.WhenAll(Task.Run(sink.Dispose), sink.DisposeAsync().AsTask(), Task.Run(sink.Dispose)).WaitAsync(s_patience, TimeProvider.System);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("with 12 records pending", "the conversation's opening and end are records too");
        logger.Lines[0].Level.Should().Be(LogLevel.Warning);
        store.Release();
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(12, 0, 0), "behind the deadline the store still gets it");
    }

    [Fact]
    public void Once_the_deadline_has_passed_disposing_again_does_not_wait_again()
    {
        var store = new RecordingStore();
        store.Hold();
        var clock = new ManualClock();
        var sink = new StoreSink(store, new StoreSinkOptions { DisposeTimeout = TimeSpan.FromMilliseconds(20), TimeProvider = clock });
        Log(sink, 1);
        sink.Dispose();

        sink.DisposeAsync().IsCompleted.Should().BeTrue("by this clock, no time has passed");
    }

    [Fact]
    public async Task A_sink_that_disposes_its_own_queue_is_not_waited_for()
    {
        var inner = new SelfDisposing();
        inner.Queue = new BackgroundSink(inner, new BackgroundSinkOptions { DisposeTimeout = TimeSpan.FromHours(1) });
        Log(inner.Queue, 3);

        await inner.Queue.DisposeAsync().AsTask().WaitAsync(s_patience, TimeProvider.System);
        inner.Taken.Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task Sinks_that_hang_together_cost_a_host_one_deadline_and_the_log_says_so_before_it_ends()
    {
        using var hanging = new HangingSink();
        using var other = new HangingSink();
        var logger = new FakeLogger();
        var clock = new ManualClock();
        await using var sinks = new RegisteredSinks([hanging, other], new TracingSink(), logger, clock, new DisposeBudget(TimeSpan.FromMilliseconds(50),
            TimeProvider.System));
        Log(sinks.All, 1);
        await hanging.Entered;
        await other.Entered;
        sinks.Dispose();

        logger.Lines.Where(static line => line.Message.Contains("pending", StringComparison.Ordinal)).Should().HaveCount(2);
    }

    [Fact]
    public void Everything_a_host_disposes_shares_nine_seconds()
    {
        var clock = new ManualClock();
        var budget = new DisposeBudget(DisposeBudget.Default, clock);
        clock.Advance(TimeSpan.FromHours(1));
        budget.Share(TimeSpan.FromSeconds(5)).Should().Be(TimeSpan.FromSeconds(5), "it starts when it is first asked");
        clock.Advance(TimeSpan.FromSeconds(5));
        budget.Share(TimeSpan.FromSeconds(9)).Should().Be(TimeSpan.FromSeconds(4));
        clock.Advance(TimeSpan.FromSeconds(5));
        budget.Share(TimeSpan.FromSeconds(5)).Should().Be(TimeSpan.Zero);
        new StoreSinkOptions().DisposeTimeout.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_store_that_has_hung_for_long_is_waited_for_less()
    {
        var clock = new ManualClock();
        var logger = new FakeLogger();
        var store = new RecordingStore();
        var sink = new StoreSink(store, new StoreSinkOptions { BatchDelay = TimeSpan.Zero, TimeProvider = clock, Logger = logger });
        store.Hold();
        Log(sink, 1);
        await store.Writing;
        clock.Advance(TimeSpan.FromSeconds(8));
        var disposing = sink.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(2));
        logger.Lines.Should().ContainSingle("it says early that it waits").Which.Message.Should().Contain("still has 3 records pending");
        disposing.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));

        await disposing.WaitAsync(s_patience, TimeProvider.System);
        store.Release();
    }

    private static void Log(ILogSink sink, int entries)
    {
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        for (int i = 0; i < entries; i++)
        {
            conv.Log.Info("m", ("i", i));
        }
    }

    private sealed class SlowStore : WriteOnlyStore, IDisposable
    {
        private int _entries;

        public int Entries => Volatile.Read(ref _entries);

        public int? EntriesAtDisposal { get; private set; }

        public override async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Interlocked.Add(ref _entries, records.Count(static record => record is EntryRecord));
        }

        public void Dispose() => EntriesAtDisposal = Entries;
    }

    private sealed class Yielding : ILogSink
    {
        private int _taken;
        private int _flushes;

        public int Taken => Volatile.Read(ref _taken);

        public int Flushes => Volatile.Read(ref _flushes);

        public void Emit(LogEntry entry) => Interlocked.Increment(ref _taken);

        public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Interlocked.Increment(ref _flushes);
            return FlushResult.Nothing;
        }
    }

    private sealed class SelfDisposing : ILogSink
    {
        public BackgroundSink? Queue { get; set; }

        public int Taken { get; private set; }

        public void Emit(LogEntry entry)
        {
            Queue?.Dispose();
            Taken++;
        }
    }

    private sealed class UnpumpedContext : SynchronizationContext
    {
        private readonly ConcurrentQueue<(SendOrPostCallback, object?)> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));
    }
}
