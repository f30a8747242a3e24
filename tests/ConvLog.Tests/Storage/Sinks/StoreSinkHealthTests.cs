using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Sinks;

public class StoreSinkHealthTests
{
    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task A_writing_sink_is_healthy_and_reports_its_figures()
    {
        await using var sink = Sink(new RecordingStore());
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("m");
        await conv.FlushAsync();
        _clock.Advance(TimeSpan.FromSeconds(7));

        var health = sink.CheckHealth();
        health.Name.Should().Be("queue");
        health.Status.Should().Be(StoreHealthStatus.Healthy);
        health.Figures.Should().BeEquivalentTo(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pending"] = 0,
            ["queued"] = 0,
            ["in_hand"] = 0,
            ["capacity"] = 100_000,
            ["capacity_bytes"] = 64 << 20,
            ["pending_bytes"] = 0,
            ["oldest_seconds"] = 0,
            ["stored"] = 2,
            ["seconds_since_written"] = 7,
        });
    }

    [Fact]
    public async Task It_is_degraded_while_the_store_fails_says_why_and_recovers()
    {
        var store = new RecordingStore { FailsAt = static call => call <= 2, FailsWith = RecordingStore.Unavailable };
        await using var sink = Sink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.PassWaitAsync();
        await _clock.NextWaitAsync();
        conv.Log.Info("m");

        var health = sink.CheckHealth();
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Message.Should().StartWith("Writing has failed for ").And.EndWith(
            "ConvLog.Storage.ConversationStoreException: The disk is full: free some space.");
        health.Figures.Should().Contain("queued", 1).And.Contain("in_hand", 1).And.Contain("stored",
            0).And.ContainKey("failing_seconds").And.NotContainKey("seconds_since_written");

        _clock.Advance(TimeSpan.FromSeconds(30));
        await conv.FlushAsync();
        sink.CheckHealth().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task It_is_unhealthy_while_the_store_needs_repair()
    {
        bool isMended = false;
        await using var sink = Sink(new RecordingStore { FailsAt = _ => !isMended, FailsWith = RecordingStore.Unusable });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();

        var health = sink.CheckHealth();
        health.Status.Should().Be(StoreHealthStatus.Unhealthy);
        health.Message.Should().EndWith("The file is of a newer version: update ConvLog.");

        isMended = true;
        _clock.Advance(TimeSpan.FromSeconds(30));
        await conv.FlushAsync();
        sink.CheckHealth().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task The_message_of_an_exception_of_another_type_is_not_repeated()
    {
        await using var sink = Sink(new RecordingStore { FailsAt = static _ => true, FailsWith = static () => new IOException("Jane Doe") });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await _clock.NextWaitAsync();

        sink.CheckHealth().Message.Should().EndWith("System.IO.IOException").And.NotContain("Jane");
    }

    [Fact]
    public async Task It_is_degraded_for_five_minutes_after_a_drop()
    {
        await using var sink = Sink(new RecordingStore { Refuses = static record => record is EntryRecord, RefusesWith = RecordingStore.Refused });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("poison");
        await conv.FlushAsync();
        _clock.Advance(TimeSpan.FromSeconds(299));

        var health = sink.CheckHealth();
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Figures.Should().Contain("dropped_refused", 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        sink.CheckHealth().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task It_is_degraded_while_the_store_does_not_answer()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var sink = Sink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        _clock.Advance(TimeSpan.FromSeconds(30));
        sink.CheckHealth().Status.Should().Be(StoreHealthStatus.Healthy);
        _clock.Advance(TimeSpan.FromSeconds(1));

        sink.CheckHealth().Should()
            .BeEquivalentTo(new { Status = StoreHealthStatus.Degraded, Message = "The store has not answered a write for 31 s; records wait for that." });
        store.Release();
    }

    private StoreSink Sink(RecordingStore store)
        => new(store, new StoreSinkOptions { BatchDelay = TimeSpan.Zero, DisposeTimeout = TimeSpan.Zero, TimeProvider = _clock });
}
