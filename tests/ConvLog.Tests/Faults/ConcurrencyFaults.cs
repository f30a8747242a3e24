namespace ConvLog.Tests.Faults;

/// <summary>Cases A15 to A20 of the fault list: many entries, many threads, late entries and entries logged by a sink.</summary>
public class ConcurrencyFaults
{
    [Fact]
    public void A15_a_million_entries_in_one_event_are_kept_up_to_the_limit_and_the_event_ends()
    {
        using var session = new Session();
        using (var call = session.Conversation.BeginFunction("f"))
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                call.Log.Info("m");
            }

            call.Losses.Should().Match<LossCounts>(losses => losses.Accepted == 1_000_000 && losses.Kept == 10_000
                && losses.Dropped[LossReason.EntryLimit] == 990_000);
        }

        session.Sink.Entries.Should().HaveCount(10_000);
        session.Sink.FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Completed);
    }

    [Theory]
    [InlineData(8, 2_000)]
    [InlineData(64, 150)]
    public void A16_threads_that_log_to_one_conversation_lose_nothing_and_leave_no_gap(int threads, int each)
    {
        using var session = new Session(new LogLimits { EntriesPerScope = threads * each });
        using var call = session.Conversation.BeginFunction("f");
        using var barrier = new Barrier(threads);
        var running = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            barrier.SignalAndWait();
            for (int i = 0; i < each; i++)
            {
                call.Log.Info("m", ("thread", thread), ("i", i));
            }
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());

        var entries = call.Entries;
        entries.Select(entry => entry.Sequence).Should().Equal(Enumerable.Range(1, threads * each).Select(i => (long)i));
        session.Sink.Entries.Should().Equal(entries);
        entries.Select(entry => entry.Id).Distinct().Should().HaveCount(threads * each);
        foreach (var own in entries.GroupBy(entry => (int)entry.Fields["thread"]!))
        {
            own.Select(entry => (int)entry.Fields["i"]!).Should().BeInAscendingOrder();
        }

        call.Losses.Accepted.Should().Be(threads * each);
        call.Losses.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A16_with_a_limit_each_call_is_kept_or_counted_and_no_more_are_kept_than_the_limit()
    {
        for (int round = 0; round < 100; round++)
        {
            using var session = new Session(new LogLimits { EntriesPerScope = 100 });
            using var call = session.Conversation.BeginFunction("f");
            using var barrier = new Barrier(8);
            var running = Enumerable.Range(0, 8).Select(thread => new Thread(() =>
            {
                barrier.SignalAndWait();
                for (int i = 0; i < 100; i++)
                {
                    call.Log.Info("m", isPii: i % 4 == 0);
                }
            })).ToList();
            running.ForEach(thread => thread.Start());
            running.ForEach(thread => thread.Join());

            // Threads that compete for the last place may all drop their entry.
            var entries = call.Entries;
            entries.Count(entry => entry.IsPii).Should().BeInRange(92, 100);
            entries.Count(entry => !entry.IsPii).Should().BeInRange(92, 100);
            entries.Select(entry => entry.Sequence).Should().Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i));
            call.Losses.Kept.Should().Be(entries.Count);
            call.Losses.Accepted.Should().Be(800);
            call.Losses.Dropped.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(LossReason.EntryLimit, 800L - entries.Count));
        }
    }

    [Fact]
    public void A17_logging_after_the_end_is_counted_and_goes_to_no_other_conversation()
    {
        var sink = new InMemorySink();
        var ended = new Conversation(new ConversationInfo("ended"), sink);
        var call = ended.BeginFunction("f");
        ended.Dispose();
        using var next = new Conversation(new ConversationInfo("next"), sink);
        using var inNext = next.BeginFunction("g");
        call.Dispose();
        ended.Log.Info("late");
        call.Log.Info("late");

        sink.Entries.Should().BeEmpty();
        ended.Losses.Dropped[LossReason.ConversationEnded].Should().Be(2);
        next.Losses.Accepted.Should().Be(0);
    }

    [Fact]
    public void A17_ending_while_others_log_keeps_or_counts_each_entry()
    {
        for (int round = 0; round < 50; round++)
        {
            var session = new Session();
            using var barrier = new Barrier(3);
            var running = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
            {
                barrier.SignalAndWait();
                for (int i = 0; i < 100; i++)
                {
                    session.Log.Info("m");
                }
            })).ToList();
            running.ForEach(thread => thread.Start());
            barrier.SignalAndWait();
            session.Dispose();
            running.ForEach(thread => thread.Join());

            session.Conversation.Losses.Accepted.Should().Be(200);
            session.Conversation.Losses.Kept.Should().Be(session.Sink.Entries.Count);
        }
    }

    [Fact]
    public void A18_a_sink_that_logs_what_it_is_given_is_stopped_and_the_process_lives()
    {
        var logger = new FakeLogger();
        var sink = new EchoingSink();
        using var conv = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { Logger = logger });
        sink.Conversation = conv;
        conv.Log.Info("once");

        sink.Taken.Should().BeInRange(1, 20);
        conv.SinkFailures.Should().BePositive();
        logger.Lines.Should().Contain(line => line.Message.Contains(nameof(EchoingSink), StringComparison.Ordinal));
        conv.Log.Info("and it goes on");
        conv.EntriesOutsideTurns.Should().Contain(entry => entry.Content == "and it goes on");
    }

    [Fact]
    public void A18_a_sink_that_begins_functions_when_notified_of_one_is_stopped_too()
    {
        var sink = new EchoingSink { BeginsFunctions = true };
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        sink.Conversation = conv;
        conv.BeginFunction("f").Dispose();

        sink.Heard.Should().BeInRange(1, 2_000);
        conv.SinkFailures.Should().BePositive();
    }

    [Fact]
    public void A18_a_sink_may_log_to_another_conversation()
    {
        using var audit = new Session(info: new ConversationInfo("audit"));
        using var conv = new Conversation(new ConversationInfo("c"), new EchoingSink { Conversation = audit.Conversation });
        for (int i = 0; i < 20; i++)
        {
            conv.Log.Info("m");
        }

        audit.Sink.Entries.Should().HaveCount(20);
        conv.SinkFailures.Should().Be(0);
    }

    [Fact]
    public void A18_a_value_whose_text_logs_to_the_same_conversation_is_captured()
    {
        using var session = new Session();
        session.Log.Info("outer", ("v", new LoggingText(session.Log)));

        session.Sink.Entries.Select(entry => entry.Content).Should().Equal("inner", "outer");
    }

    [Fact]
    public void A19_logging_in_catch_and_finally_with_a_cancelled_token_does_not_throw()
    {
        using var session = new Session();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        try
        {
            stop.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException e)
        {
            session.Log.Error("in catch", e);
        }
        finally
        {
            session.Log.Info("in finally", ("token", stop.Token));
        }

        session.Sink.Entries.Select(entry => entry.Content).Should().Equal("in catch", "in finally");
    }

    [Fact]
    public void A20_with_little_stack_left_a_value_is_omitted_and_the_entry_is_kept()
    {
        using var session = new Session();
        var thread = new Thread(() => LogAtTheEndOfTheStack(session.Log), maxStackSize: 512 * 1_024);
        thread.Start();
        thread.Join();

        session.Last.Content.Should().Be("deep");
        session.Last.Fields["a"].Should().Be(1);
        session.Last.Fields["v"].Should().Be("[unreadable: InsufficientExecutionStackException]");
        session.Conversation.Losses.Truncated[LossReason.Unreadable].Should().Be(1);
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

    private sealed class EchoingSink : ILogSink
    {
        public Conversation? Conversation { get; set; }

        public bool BeginsFunctions { get; init; }

        public int Taken { get; private set; }

        public int Heard { get; private set; }

        public void Emit(LogEntry entry)
        {
            Taken++;
            Conversation?.Log.Info($"echo of {entry.Content}");
        }

        public void FunctionBegan(FunctionSnapshot call) => Hear();

        public void FunctionEnded(FunctionSnapshot call) => Hear();

        private void Hear()
        {
            Heard++;
            if (BeginsFunctions)
            {
                Conversation?.BeginFunction("again").Dispose();
            }
        }
    }

    private sealed class LoggingText(ConversationLogger log) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            log.Info("inner");
            return "1";
        }
    }
}
