using ConvLog.Openings;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace ConvLog.Tests.Entries;

/// <summary>Regression: entries outside turns were limited to 10,000 over the lifetime of a conversation, and later errors were lost too.</summary>
public class EntryBufferLimitTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_limit_of_entries_outside_turns_refills_when_they_are_flushed()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, Limited(10));
        for (int round = 0; round < 5; round++)
        {
            Log(conv, EntryLevel.Info, 12);
            await conv.FlushAsync();
        }

        sink.Entries.Should().HaveCount(50);
        conv.Losses.Should().Match<LossCounts>(static losses => losses.Accepted == 60 && losses.Kept == 50 && losses.Dropped[LossReason.EntryLimit] == 10);
        conv.EntriesOutsideTurns.Should().HaveCount(10).And.BeEquivalentTo(sink.Entries.TakeLast(10), "the latest are kept for who reads them");
    }

    [Fact]
    public async Task A_few_flushed_entries_are_all_kept()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new InMemorySink(), Limited(100));
        for (int round = 0; round < 49; round++)
        {
            Log(conv, EntryLevel.Info, 1);
            await conv.FlushAsync();
        }

        conv.EntriesOutsideTurns.Select(static entry => entry.Sequence).Should().Equal(Enumerable.Range(1, 49).Select(static i => (long)i));
    }

    [Fact]
    public async Task A_long_conversation_loses_no_entry_without_explicit_flushes()
    {
        var store = new RecordingStore();
        await using var sink = new StoreSink(store);
        var runtime = new SinkRuntime(new ConversationInfo("c"), sink, new ConversationOptions(), TimeProvider.System, Recording.Full, among: null);
        for (int i = 0; i < 30_000; i++)
        {
            runtime.Write(runtime.Own, EntryLevel.Info, "m", fields: null, isPii: false, exception: null, after: null);

            // Logs at the speed of the store, unlike a burst.
            SpinWait.SpinUntil(() => !runtime.OwnEntries.IsFlushing, s_patience).Should().BeTrue();
        }

        await sink.FlushAsync().AsTask().WaitAsync(s_patience, TimeProvider.System);
        runtime.OwnEntries.Losses(withPii: true).DroppedTotal.Should().Be(0);
        store.Contents.Should().HaveCount(30_000);
        runtime.OwnEntries.ToArray().Should().HaveCountLessThan(20_000, "what is flushed is let go of");
    }

    [Fact]
    public async Task With_a_hanging_sink_the_limit_applies_and_errors_are_dropped_last()
    {
        var logger = new FakeLogger();
        var store = new RecordingStore();
        store.Hold();
        await using var sink = new StoreSink(store, new StoreSinkOptions { DisposeTimeout = TimeSpan.Zero });
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { Logger = logger });
        Log(conv, EntryLevel.Info, 12_000);
        Log(conv, EntryLevel.Error, 12_000);

        conv.Losses.Dropped[LossReason.EntryLimit].Should().Be(4_000);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("EntryLimit");
        (await conv.FlushAsync(new CancellationToken(canceled: true))).Should().BeEquivalentTo(new { Stored = 0L, Dropped = 4_000L, Pending = 20_000L });
        store.Release();
        (await conv.FlushAsync()).Should().BeEquivalentTo(new { Stored = 20_000L, Dropped = 4_000L, Pending = 0L });
        Log(conv, EntryLevel.Info, 1);
        conv.Losses.Kept.Should().Be(20_001, "and then it refills");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_number_of_kept_visible_entries_does_not_depend_on_personal_ones(bool withPersonal)
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, Limited(10));
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 13; i++)
            {
                conv.Log.Info("m");
                conv.Log.Error("e");
                if (withPersonal)
                {
                    conv.Log.Info("Jane", isPii: true);
                    conv.Log.Error("Jane", isPii: true);
                }
            }

            if (round == 1)
            {
                await conv.FlushAsync();
            }
        }

        sink.Entries.Where(static entry => !entry.IsPii).Select(static entry => entry.Content)
            .Should().Equal([.. Enumerable.Repeat(new[] { "m", "e" }, 5).SelectMany(static e => e), .. Enumerable.Repeat("e", 10),
            .. Enumerable.Repeat(new[] { "m", "e" }, 5).SelectMany(static e => e), .. Enumerable.Repeat("e", 10)]);
    }

    [Fact]
    public void In_a_full_event_errors_have_reserved_room()
    {
        using var session = new Session(new LogLimits { EntriesPerScope = 2 });
        using var call = session.Conversation.BeginFunction("f");
        foreach (var level in new[] { "1", "2", "3" })
        {
            call.Log.Info(level);
        }

        foreach (var level in new[] { "4", "5", "6" })
        {
            call.Log.Error(level);
        }

        call.Entries.Select(static entry => entry.Content).Should().Equal("1", "2", "4", "5");
        call.Losses.Dropped[LossReason.EntryLimit].Should().Be(2);
        call.Losses.Accepted.Should().Be(6);
    }

    [Fact]
    public async Task Drops_during_capture_are_in_the_flush_result_and_measured()
    {
        using var measured = new MetricCollector<long>(null, "ConvLog", "convlog.capture.dropped");
        using var conv = new Conversation(new ConversationInfo("c"), new InMemorySink(), Limited(3));
        using (var call = conv.BeginFunction("f"))
        {
            Log(conv, EntryLevel.Info, 5);
        }

        (await conv.FlushAsync()).Dropped.Should().Be(2);
        conv.Dispose();
        conv.Log.Info("late");
        (await conv.FlushAsync()).Should().Match<FlushResult>(static result => result.Dropped == 3 && !result.IsComplete);
        var dropped = measured.GetMeasurementSnapshot();
        dropped.Where(static drop => drop.Tags["reason"] is "entry_limit").Sum(static drop => drop.Value).Should().BeGreaterThanOrEqualTo(2);
        dropped.Where(static drop => drop.Tags["reason"] is "conversation_ended").Sum(static drop => drop.Value).Should().BeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Ending_a_conversation_leaves_no_flush_pending_at_a_hanging_sink()
    {
        var sink = new NeverFlushed();
        var conv = new Conversation(new ConversationInfo("c"), sink);
        Log(conv, EntryLevel.Info, 5_000);
        var flushing = await sink.Flushing.Task.WaitAsync(s_patience, TimeProvider.System);
        flushing.IsCancellationRequested.Should().BeFalse();
        conv.Dispose();

        flushing.IsCancellationRequested.Should().BeTrue();
    }

    private static ConversationOptions Limited(int entries) => new() { Limits = new LogLimits { EntriesPerScope = entries } };

    private static void Log(Conversation conv, EntryLevel level, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (level == EntryLevel.Error)
            {
                conv.Log.Error("m");
            }
            else
            {
                conv.Log.Info("m");
            }
        }
    }

    private sealed class NeverFlushed : ILogSink
    {
        public TaskCompletionSource<CancellationToken> Flushing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Emit(LogEntry entry)
        {
        }

        public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushing.TrySetResult(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return FlushResult.Nothing;
        }
    }
}
