using System.Diagnostics.Metrics;
using ConvLog.Records;

namespace ConvLog.Tests.Storage.Sinks;

/// <summary>The instruments are shared by the process, so these tests do not run in parallel with others.</summary>
[CollectionDefinition(nameof(StoreSinkMeterTests), DisableParallelization = true)]
[Collection(nameof(StoreSinkMeterTests))]
public sealed class StoreSinkMeterTests : IAsyncLifetime
{
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];
    private readonly MeterListener _listener = new();

    public StoreSinkMeterTests()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (string.Equals(instrument.Meter.Name, "ConvLog", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>
    /// Waits until no sink of an earlier test has a pending record, which would be counted here when written. An abandoned sink whose store or clock is stopped
    /// writes no records and is garbage-collected.
    /// </summary>
    public async Task InitializeAsync()
    {
        for (int i = 0; i < 200 && Pending() > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            GC.Collect();
        }

        lock (_measured)
        {
            _measured.Clear();
        }
    }

    public Task DisposeAsync()
    {
        _listener.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Stored_dropped_failed_and_retried_records_are_measured()
    {
        var store = new RecordingStore
        {
            FailsAt = static call => call == 1,
            FailsWith = RecordingStore.Unavailable,
            Refuses = static record => record is EntryRecord { Content: "poison" },
            RefusesWith = RecordingStore.Refused,
        };
        var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero, BatchSize = 2, QueueCapacity = 2, BatchDelay = TimeSpan.Zero });
        store.Hold();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await store.Writing;
        conv.Log.Info("lost");
        conv.Log.Info("m");
        conv.Log.Info("poison");
        store.Release();
        await conv.FlushAsync();
        await sink.DisposeAsync();
        conv.Log.Info("late");

        Sum("convlog.sink.stored").Should().Be(2);
        Sum("convlog.sink.dropped", "reason=queue_full").Should().Be(1);
        Sum("convlog.sink.dropped", "reason=refused").Should().Be(1);
        Sum("convlog.sink.dropped", "reason=sink_closed").Should().Be(1);
        Sum("convlog.sink.dropped").Should().Be(3);
        Sum("convlog.sink.failures", "fault=unavailable").Should().Be(1);
        Sum("convlog.sink.failures", "fault=refused").Should().Be(2, "the batch, and the record alone");
        Sum("convlog.sink.retries").Should().Be(1);
        Of("convlog.sink.batch.size").Should().Equal(1, 1, 1);
        Of("convlog.sink.write.duration").Should().HaveCount(3).And.OnlyContain(static seconds => seconds >= 0);
        sink.Drops.Should().Equal(
            new Dictionary<SinkDropReason, long> { [SinkDropReason.QueueFull] = 1, [SinkDropReason.SinkClosed] = 1, [SinkDropReason.Refused] = 1 });
    }

    [Fact]
    public async Task Unclassified_failures_are_unknown_and_tags_are_single_words()
    {
        var store = new RecordingStore { FailsAt = static call => call is 1 or 2, FailsWith = static () => new IOException("Jane Doe") };
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.Zero });
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        await conv.FlushAsync();

        Sum("convlog.sink.failures", "fault=unknown").Should().Be(2);
        Sum("convlog.sink.retries").Should().Be(2);
        lock (_measured)
        {
            _measured.Select(static measurement => measurement.Tags).Should().OnlyContain(static tags => tags.Length == 0 || tags == "fault=unknown");
        }
    }

    [Fact]
    public async Task The_gauge_shows_the_queues_of_all_sinks_and_keeps_no_sink_alive()
    {
        long before = Pending();
        var store = new RecordingStore();
        store.Hold();
        await using var one = new StoreSink(store);
        await using var two = new StoreSink(store);
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(one, two));
        conv.Log.Info("m");
        (Pending() - before).Should().Be(4);
        store.Release();
        await conv.FlushAsync();
        (Pending() - before).Should().Be(0);

        var forgotten = Forget();
        for (int i = 0; i < 100 && forgotten.IsAlive; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            GC.Collect();
        }

        forgotten.IsAlive.Should().BeFalse("a sink that nobody has disposed either");
    }

    [Fact]
    public async Task A_throwing_listener_does_not_affect_the_sink()
    {
        _listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new InvalidOperationException());
        _listener.SetMeasurementEventCallback<int>(static (_, _, _, _) => throw new InvalidOperationException());
        _listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidOperationException());
        var store = new RecordingStore { Refuses = static record => record is EntryRecord { Content: "poison" }, RefusesWith = RecordingStore.Refused };
        var sink = new StoreSink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        conv.Log.Info("poison");
        conv.Log.Info("m");
        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(2, 1, 0));
        await sink.DisposeAsync();
        conv.Log.Info("late");

        conv.SinkFailures.Should().Be(0);
    }

    private static WeakReference Forget() => new(new StoreSink(new RecordingStore()));

    private long Pending()
    {
        lock (_measured)
        {
            _measured.RemoveAll(static measurement => string.Equals(measurement.Instrument, "convlog.sink.pending", StringComparison.Ordinal));
        }

        _listener.RecordObservableInstruments();
        return (long)Of("convlog.sink.pending").SingleOrDefault(); // The gauge does not exist before the first sink of the process.
    }

    private double Sum(string instrument, string? tags = null)
    {
        lock (_measured)
        {
            return _measured
                .Where(m => string.Equals(m.Instrument, instrument, StringComparison.Ordinal)
                && (tags is null || string.Equals(m.Tags, tags, StringComparison.Ordinal)))
                .Sum(static m => m.Value);
        }
    }

    private List<double> Of(string instrument)
    {
        lock (_measured)
        {
            return [.. _measured.Where(m => string.Equals(m.Instrument, instrument, StringComparison.Ordinal)).Select(static m => m.Value)];
        }
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_measured)
        {
            _measured.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))));
        }
    }
}
