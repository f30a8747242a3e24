using ConvLog.Hosting;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Hosting;

public sealed class ConversationFactoryTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_long = new(2019, 3, 31, 1, 59, 0, TimeSpan.FromHours(1));

    private readonly InMemoryConversationStore _store = new();
    private readonly StoreSink _sink;
    private readonly ManualClock _clock = new(s_long);

    public ConversationFactoryTests() => _sink = new StoreSink(_store);

    public async ValueTask DisposeAsync() => await _sink.DisposeAsync();

    [Fact]
    public async Task A_conversation_from_an_archive_has_the_times_of_its_clock()
    {
        using var factory = new ConversationFactory(_sink, new ConversationOptions());
        await using (var archived = factory.Open(new ConversationInfo("old"), _clock))
        {
            using var turn = archived.BeginTurn("hello");
            _clock.Advance(TimeSpan.FromSeconds(2));
            using (archived.BeginFunction("find"))
            {
                _clock.Advance(TimeSpan.FromMilliseconds(150));
                archived.Log.Info("found");
            }
        }

        await using (var now = factory.Open(new ConversationInfo("new")))
        {
            now.Log.Info("hello");
        }

        await _sink.FlushAsync();
        var old = (await _store.ReadAsync("old"))!;
        (old.Summary.StartedAt, old.Turns[0].StartedAt, old.Summary.ClosedAt).Should().Be((s_long, s_long, s_long.AddMilliseconds(2_150)));
        old.FunctionEvents[0].Duration.Should().Be(TimeSpan.FromMilliseconds(150));
        old.Logged.Should().ContainSingle().Which.Should().BeOfType<EntryRecord>().Which.Timestamp.Should().Be(s_long.AddMilliseconds(2_150));
        (await _store.ReadAsync("new"))!.Summary.StartedAt.Should().BeAfter(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Disposing_a_conversation_waits_for_a_sink_by_the_hosts_clock()
    {
        using var factory = new ConversationFactory(new StuckSink(), new ConversationOptions { DisposeTimeout = TimeSpan.FromMilliseconds(50) });
        var archived = factory.Open(new ConversationInfo("old"), _clock);
        archived.Log.Info("hello");

        await archived.Invoking(static conv => conv.DisposeAsync().AsTask()).Should()
            .CompleteWithinAsync(TimeSpan.FromSeconds(10), "its own clock stands still");
    }

    [Fact]
    public void A_factory_without_support_for_clocks_throws()
    {
        IConversationFactory factory = new OwnClock();

        factory.Invoking(one => one.Open(new ConversationInfo("old"), _clock)).Should().Throw<NotSupportedException>()
            .WithMessage("OwnClock opens*own clock only.");
        using var mine = new ConversationFactory(_sink, new ConversationOptions());
        mine.Invoking(one => one.Open(new ConversationInfo("old"), null!)).Should().Throw<ArgumentNullException>().WithParameterName("time");
    }

    private sealed class OwnClock : IConversationFactory
    {
        public Conversation Open(ConversationInfo info) => new(info, new InMemorySink());
    }

    private sealed class StuckSink : ILogSink
    {
        public void Emit(LogEntry entry)
        {
            // Accepts records and stores none.
        }

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(new TaskCompletionSource<FlushResult>().Task);
    }
}
