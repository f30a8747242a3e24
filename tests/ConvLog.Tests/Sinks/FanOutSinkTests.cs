namespace ConvLog.Tests.Sinks;

public class FanOutSinkTests
{
    [Fact]
    public void Every_sink_gets_everything_in_the_order_they_are_named()
    {
        var order = new List<string>();
        var first = new InMemorySink();
        var sink = new FanOutSink(new Naming("a", order), first, new Naming("b", order));
        using (var conv = new Conversation(new ConversationInfo("c"), sink))
        {
            using var turn = conv.BeginTurn();
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.AddNote("n");
        }

        order.Should().Equal("a", "b");
        first.Entries.Should().ContainSingle();
        first.ApiResponses.Should().ContainSingle();
        first.Turns.Should().ContainSingle();
        first.FunctionEvents.Should().ContainSingle();
        first.Records.Should().HaveCount(3);
        sink.Failures.Should().Be(0);
    }

    [Fact]
    public async Task Results_of_a_flush_add_up()
    {
        var sink = new FanOutSink(new Flushing(new FlushResult(3, 1, 0)), new InMemorySink(), new Flushing(new FlushResult(2, 0, 5)));
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(5, 1, 5));
        new FlushResult(5, 1, 0).IsComplete.Should().BeFalse();
        new FlushResult(5, 0, 1).IsComplete.Should().BeFalse();
        new FlushResult(5, 0, 0).IsComplete.Should().BeTrue();
    }

    [Fact]
    public async Task One_sink_that_cannot_flush_does_not_keep_the_others_result()
    {
        var sink = new FanOutSink(new FailingSink(), new Flushing(new FlushResult(2, 0, 0)));
        (await sink.FlushAsync()).Records.Should().Be(new FlushCounts(2, 0, 0));
        sink.Failures.Should().Be(1);
    }

    [Fact]
    public void A_null_sink_is_refused_and_an_empty_list_is_allowed()
    {
        FluentActions.Invoking(() => new FanOutSink([null!])).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new FanOutSink((IEnumerable<ILogSink>)null!)).Should().Throw<ArgumentNullException>();
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink());
        conv.Log.Info("m");
        conv.EntriesOutsideTurns.Should().ContainSingle();
    }

    [Fact]
    public void A_safe_sink_refuses_null()
    {
        FluentActions.Invoking(() => new SafeSink(null!, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)).Should()
            .Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new SafeSink(new InMemorySink(), null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_sink_with_ever_new_errors_does_not_fill_the_log_or_memory()
    {
        var logger = new FakeLogger();
        Type[] types = [.. typeof(Exception).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract && type.IsPublic && type.GetConstructor([]) is not null)];
        int next = 0;
        var sink = new SafeSink(new FailingSink(() => (Exception)Activator.CreateInstance(types[next++])!), logger);
        var entry = Logged.Entry(log => log.Info("m"));
        foreach (var _ in types)
        {
            sink.Emit(entry);
        }

        types.Length.Should().BeGreaterThan(64);
        logger.Lines.Should().HaveCount(64);
        sink.Failures.Should().Be(types.Length);
    }

    private sealed class Naming(string name, List<string> order) : ILogSink
    {
        public void Emit(LogEntry entry) => order.Add(name);
    }

    private sealed class Flushing(FlushResult result) : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(result);
    }
}
