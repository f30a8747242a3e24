namespace ConvLog.Tests.Faults;

/// <summary>Case B01 of the fault list: a sink that throws.</summary>
public class SinkFaults
{
    [Fact]
    public async Task B01_a_sink_that_throws_out_of_every_call_leaves_the_function_untouched_and_is_counted()
    {
        var logger = new FakeLogger();
        var conv = new Conversation(new ConversationInfo("c"), new FailingSink(), new ConversationOptions { Logger = logger });
        using (conv.BeginTurn("hi"))
        using (conv.BeginFunction("f"))
        {
            conv.Log.Info("m");
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.SetState("k", 1);
            conv.WriteMetric("k", 1);
            conv.AddFeedback(FeedbackRating.Like);
            conv.Annotate("a");
            conv.AddNote("n");
            conv.HandOff("h");
            (await conv.FlushAsync()).Should().Be(FlushResult.Nothing);
        }

        await conv.DisposeAsync();

        // The opening, the begin and end of turn and event, two entries, a response, seven facts, two flushes, the closing.
        conv.SinkFailures.Should().Be(1 + 4 + 2 + 1 + 7 + 2 + 1);
        logger.Lines.Should().HaveCount(8, "each kind of call is reported once");
        logger.Lines.Should().OnlyContain(line => line.Message.Contains("System.InvalidOperationException", StringComparison.Ordinal)
            && !line.Message.Contains("Jane", StringComparison.Ordinal) && line.Exception == null);
    }

    [Fact]
    public void B01_the_other_sinks_get_what_one_of_them_failed_to_take()
    {
        var after = new InMemorySink();
        var before = new InMemorySink();
        var joined = new FanOutSink([before, new FailingSink(), after]);
        using (var conv = new Conversation(new ConversationInfo("c"), joined))
        {
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.SinkFailures.Should().Be(0, "the joined sink keeps it from the conversation");
        }

        before.Entries.Should().ContainSingle();
        after.Entries.Should().ContainSingle();
        after.FunctionEvents.Should().ContainSingle();
        joined.Failures.Should().Be(5);
    }

    [Fact]
    public void B01_each_cause_is_reported_once()
    {
        var logger = new FakeLogger();
        int calls = 0;
        var sink = new SafeSink(new FailingSink(() => calls++ % 2 == 0 ? new InvalidOperationException("x") : new TimeoutException("y")), logger);
        var entry = Logged.Entry(log => log.Info("m"));
        for (int i = 0; i < 10; i++)
        {
            sink.Emit(entry);
        }

        sink.Failures.Should().Be(10);
        logger.Lines.Select(line => line.GetStructuredStateValue("Exception")).Should().Equal("System.InvalidOperationException", "System.TimeoutException");
    }

    [Fact]
    public void B01_a_logger_that_throws_as_well_changes_nothing()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new FailingSink(),
            new ConversationOptions { Logger = FakeLogger.Failing, Limits = new LogLimits { EntriesPerScope = 1 } });
        conv.Log.Info("m");
        conv.Log.Info("over the limit");

        conv.SinkFailures.Should().Be(2);
        conv.Losses.Dropped[LossReason.EntryLimit].Should().Be(1);
    }

    [Fact]
    public async Task B01_a_flush_that_fails_later_is_counted_too()
    {
        var sink = new LateFailure();
        var conv = new Conversation(new ConversationInfo("c"), sink);
        (await conv.FlushAsync()).Should().Be(FlushResult.Nothing);
        await conv.DisposeAsync();

        conv.SinkFailures.Should().Be(2);
    }

    private sealed class LateFailure : ILogSink
    {
        public void Emit(LogEntry entry)
        {
        }

        public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            throw new TimeoutException("late");
        }
    }
}
