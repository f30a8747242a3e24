using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Sinks;

/// <summary>A flush counts log entries only, each once, whatever other records go to the sinks and however many sinks there are.</summary>
public sealed class FlushResultTests
{
    [Fact]
    public async Task Three_entries_count_as_three_with_any_number_of_sinks()
    {
        await using var storing = new StoreSink(new InMemoryConversationStore());
        await using var queued = new BackgroundSink(new InMemorySink());
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(storing, new InMemorySink(), queued));
        using (var turn = conv.BeginTurn("Hello"))
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Info("1");
            conv.Log.Warning("2");
            conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.FromMilliseconds(1));
            call.Complete("saved");
            turn.Complete("Done.");
        }

        conv.Log.Error("3");

        var result = await conv.FlushAsync();

        (result.Stored, result.Dropped, result.Pending, result.IsComplete).Should().Be((3, 0, 0, true));
        result.Sinks.Select(static sink => sink.Name).Should().Equal([nameof(InMemoryConversationStore), nameof(InMemorySink)],
            "a sink that keeps no count has no result");
        result.Sinks.Select(static sink => sink.Entries).Should().AllBeEquivalentTo(new FlushCounts(3, 0, 0));
        result.Records.Stored.Should().Be(result.Sinks.Sum(static sink => sink.Records.Stored)).And.BeGreaterThan(6);
        result.ToString().Should().StartWith("3 stored, 0 dropped, 0 pending (records: ");
    }

    [Fact]
    public async Task Drops_of_one_sink_and_pending_entries_of_another_are_in_the_total_and_per_sink()
    {
        var slow = new RecordingStore();
        slow.Hold();
        await using var full = new StoreSink(slow, new StoreSinkOptions { QueueCapacity = 4, BatchSize = 1 });
        await using var quick = new StoreSink(new InMemoryConversationStore());
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(full, quick));
        await slow.Writing;
        for (int i = 0; i < 6; i++)
        {
            conv.Log.Info($"{i}");
        }

        await quick.FlushAsync();
        var result = await conv.FlushAsync(new CancellationToken(canceled: true));

        (result.Stored, result.Dropped, result.Pending).Should().Be((0, 2, 4));
        result.Sinks.Select(static sink => (sink.Name, sink.Entries)).Should().Equal(
            (nameof(RecordingStore), new FlushCounts(0, 2, 4)), (nameof(InMemoryConversationStore), new FlushCounts(6, 0, 0)));
        result.Sinks.Should().OnlyContain(static sink => sink.Entries.Accepted == 6 && sink.Records.Accepted == 7);
        slow.Release();
        (await conv.FlushAsync()).Sinks[0].Entries.Should().Be(new FlushCounts(4, 2, 0));
    }

    [Fact]
    public async Task A_turn_that_is_pending_or_dropped_is_no_entry_and_keeps_the_flush_from_being_complete()
    {
        var store = new RecordingStore { Refuses = static record => record is TurnRecord, RefusesWith = RecordingStore.Refused };
        store.Hold();
        await using var sink = new StoreSink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.BeginTurn("Hello").Dispose();

        var pending = await conv.FlushAsync(new CancellationToken(canceled: true));
        store.Release();
        var dropped = await conv.FlushAsync();

        (pending.Stored, pending.Dropped, pending.Pending, pending.IsComplete).Should().Be((0, 0, 0, false));
        (dropped.Stored, dropped.Dropped, dropped.Pending, dropped.IsComplete).Should().Be((0, 0, 0, false));
        dropped.Records.Dropped.Should().BePositive();
    }

    [Fact]
    public async Task Entries_that_the_conversations_limit_dropped_count_for_the_whole_and_for_no_sink()
    {
        await using var sink = new StoreSink(new InMemoryConversationStore());
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { Limits = new LogLimits { EntriesPerScope = 10 } });
        using (conv.BeginFunction("loop"))
        {
            for (int i = 0; i < 12; i++)
            {
                conv.Log.Info($"{i}");
            }
        }

        var result = await conv.FlushAsync();

        (result.Stored, result.Dropped, result.IsComplete).Should().Be((10, 2, false));
        result.Sinks.Single().Entries.Should().Be(new FlushCounts(10, 0, 0));
    }

    [Fact]
    public async Task A_custom_sink_is_named_by_its_type_and_one_without_entries_lowers_no_count()
    {
        var sinks = new FanOutSink(new Counting(new FlushResult(5, 1, 0)), new Counting(new FlushResult(2, 0, 4)), new Counting(FlushResult.Nothing));

        var result = await new FanOutSink(sinks, new Counting(new FlushResult(6, 0, 0))).FlushAsync();

        (result.Stored, result.Dropped, result.Pending, result.IsComplete).Should().Be((2, 1, 4, false));
        result.Sinks.Should().HaveCount(3).And.OnlyContain(static sink => sink.Name == nameof(Counting) && sink.Entries.Accepted == 6);
    }

    [Fact]
    public async Task At_every_moment_of_a_busy_queue_accepted_is_stored_and_dropped_and_pending()
    {
        await using var sink = new StoreSink(new InMemoryConversationStore(), new StoreSinkOptions { QueueCapacity = 50, BatchSize = 7 });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        for (int i = 1; i <= 500; i++)
        {
            conv.Log.Info($"{i}");
            conv.BeginTurn($"{i}").Dispose();
            var entries = (await sink.FlushAsync(new CancellationToken(canceled: true))).Sinks.Single().Entries;
            entries.Accepted.Should().Be(i);
        }

        var end = await sink.FlushAsync();
        (end.Stored + end.Dropped, end.Pending).Should().Be((500, 0));
    }

    private sealed class Counting(FlushResult result) : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(result);
    }
}
