using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConvLog.Records;

namespace ConvLog.Tests.Faults;

/// <summary>Failures of what capture depends on: the clock and the host's JSON metadata.</summary>
public class CaptureFaults
{
    [Fact]
    public void With_a_throwing_clock_the_entry_is_dropped_counted_and_reported()
    {
        var logger = new FakeLogger();
        var clock = new FailingClock();
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = clock, Logger = logger });
        clock.Fails = true;
        conv.Log.Info("Jane");
        conv.Log.Info("Jane", isPii: true);
        clock.Fails = false;
        conv.Log.Info("one");
        conv.Log.Info("two");

        sink.Entries.Select(entry => (entry.Content, entry.Sequence)).Should().Equal(("one", 1), ("two", 2));
        conv.Losses.Should().Match<LossCounts>(losses => losses.Accepted == 4 && losses.Kept == 2 && losses.Dropped[LossReason.CaptureFailed] == 2);
        logger.Lines.Should().ContainSingle().Which.Message.Should()
            .Contain("CaptureFailed").And.Contain("System.TimeZoneNotFoundException").And.NotContain("Jane");
    }

    [Fact]
    public void With_a_throwing_clock_other_records_are_dropped_and_counted()
    {
        var clock = new FailingClock();
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = clock });
        clock.Fails = true;
        conv.SetState("k", 1);
        conv.WriteMetric("k", 1);
        conv.AddNote("n");
        conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
        clock.Fails = false;

        sink.Records.Should().ContainSingle().Which.Should().BeOfType<ConversationRecord>();
        conv.Losses.Dropped[LossReason.CaptureFailed].Should().Be(4);
    }

    [Fact]
    public void A_type_with_clashing_JSON_names_is_read_by_its_members()
    {
        Logged.Value(new Twins()).Should().Be("""{"same":"[computed, not read]","same_2":"[computed, not read]"}""");
        using var session = new Session(reflectObjects: ObjectReflection.All);
        session.Log.Info("m", ("v", new Twins()));
        Logged.RawField(session.Last, "v").Should().Be("""{"same":"[computed, not read]","same_2":"[computed, not read]"}""");
    }

    [Fact]
    public void Throwing_metadata_of_the_host_loses_only_that_value()
    {
        using var session = new Session(jsonTypes: new ThrowingResolver());
        session.Log.Info("m", ("v", new Twins()), ("b", 2));

        session.Last.Fields["b"].Should().Be(2);
        session.Last.ToJson().Should().Contain("[unreadable: TimeoutException]").And.NotContain("Jane");
    }

    [Fact]
    public void Sets_of_every_scalar_are_counted_without_enumeration()
    {
        Logged.Value(new HashSet<long> { 1 }).Should().Be("[1]");
        Logged.Value(new HashSet<double> { 1.5 }).Should().Be("[1.5]");
        Logged.Value(new HashSet<decimal> { 1.10m }).Should().Be("[1.10]");
        Logged.Value(new HashSet<char> { 'a' }).Should().Be("[\"a\"]");
        Logged.Value(new HashSet<bool> { true }).Should().Be("[true]");
        Logged.Value(new HashSet<DateTime> { DateTime.UnixEpoch }).Should().Be("[\"1970-01-01T00:00:00Z\"]");
        Logged.Value(new HashSet<DateTimeOffset> { DateTimeOffset.UnixEpoch }).Should().Be("[\"1970-01-01T00:00:00+00:00\"]");
        Logged.Value(new HashSet<DateOnly> { new(2025, 1, 2) }).Should().Be("[\"2025-01-02\"]");
        Logged.Value(new HashSet<DayOfWeek> { DayOfWeek.Monday }).Should().Be("[\"Monday\"]");
    }

    [Fact]
    public async Task A_slow_sink_with_a_throwing_logger_does_not_fail_disposal()
    {
        var clock = new ManualClock();
        var conv = new Conversation(new ConversationInfo("c"), new NeverFlushed(),
            new ConversationOptions { TimeProvider = clock, Logger = FakeLogger.Failing });
        var disposing = conv.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(5));

        await disposing.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    private sealed class FailingClock : TimeProvider
    {
        public bool Fails { get; set; }

        public override DateTimeOffset GetUtcNow() => Fails ? throw new TimeZoneNotFoundException("Jane") : ManualClock.DefaultStart;
    }

    private sealed class Twins
    {
        [JsonPropertyName("same")]
        public int One => 1;

        [JsonPropertyName("same")]
        public int Two => 2;
    }

    private sealed class ThrowingResolver : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => throw new TimeoutException("Jane");
    }

    private sealed class NeverFlushed : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(new TaskCompletionSource<FlushResult>().Task);
    }
}
