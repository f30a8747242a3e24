using ConvLog.Hosting;
using ConvLog.Records;

namespace ConvLog.Tests;

/// <summary>A lazily opened conversation opens with its first record, and never without one.</summary>
public sealed class ConversationOpeningTests
{
    private readonly OrderedSink _sink = new();
    private readonly FakeLogger _logger = new();
    private readonly ManualClock _clock = new();

    public static TheoryData<string, Action<Conversation>> Logging => new()
    {
        { "entry", static conv => conv.Log.Info("hello") },
        { "turn", static conv => conv.BeginTurn("hello").Dispose() },
        { "function event", static conv => conv.BeginFunction("f").Dispose() },
        { "API response", static conv => conv.LogApiResponse("GET", "https://crm.example", 200, TimeSpan.Zero, fields: Array.Empty<LogField>()) },
        { "state", static conv => conv.SetState("step", 2) },
        { "metric", static conv => conv.WriteMetric("csat", 5) },
        { "rating", static conv => conv.AddTurnFeedback(1, FeedbackRating.Like) },
        { "improved answer", static conv => conv.AnnotateTurn(1, "better") },
        { "note", static conv => conv.AddNote("look at this") },
        { "handoff", static conv => conv.HandOff("desk") },
        { "score", static conv => conv.Score("helpful", 1) },
        { "label", static conv => conv.AddLabel("vip") },
    };

    [Theory]
    [MemberData(nameof(Logging))]
    public void The_first_call_that_logs_opens_it_at_that_time(string what, Action<Conversation> log)
    {
        using (var conversation = NewFactory().OpenLazily(new ConversationInfo("c") { UserId = "ada" }))
        {
            _clock.Advance(TimeSpan.FromMinutes(4));
            _sink.Taken.Should().BeEmpty();
            log(conversation);
            _sink.Taken.Should().HaveCountGreaterThan(1, "it is opened, and there is the {0}", what);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var openings = _sink.Taken.OfType<ConversationRecord>().ToList();
        _sink.Taken[0].Should().BeSameAs(openings[0]);
        openings[0].Should().BeEquivalentTo(new { Revision = 0, OpenedAt = ManualClock.DefaultStart.AddMinutes(4), ClosedAt = (DateTimeOffset?)null });
        openings.Count(static opening => opening.Revision == 0).Should().Be(1);
        openings[^1].Should().BeEquivalentTo(new { OpenedAt = ManualClock.DefaultStart.AddMinutes(4), ClosedAt = ManualClock.DefaultStart.AddMinutes(5) });
    }

    [Fact]
    public async Task Without_logging_it_sends_nothing_and_does_not_wait_for_the_sink()
    {
        _sink.HangsOnFlush = true;
        await using (var conversation = NewFactory().OpenLazily(new ConversationInfo("c")))
        {
            using var current = conversation.MakeCurrent();
            Conversation.Current.Should().BeSameAs(conversation);
            conversation.Score("rating", "a category is no rating");
            conversation.Losses.DroppedTotal.Should().Be(0);
            conversation.EntriesOutsideTurns.Should().BeEmpty();
            conversation.ToString().Should().Contain("c");
        }

        _sink.Taken.Should().BeEmpty();
        _sink.Flushes.Should().Be(0);
    }

    [Fact]
    public async Task After_logging_disposing_it_waits_for_the_sink()
    {
        await using (var conversation = NewFactory().OpenLazily(new ConversationInfo("c")))
        {
            conversation.Log.Info("one");
        }

        _sink.Flushes.Should().Be(1);
    }

    [Fact]
    public void Flushing_it_flushes_the_sink_and_does_not_open_it()
    {
        using var conversation = NewFactory().OpenLazily(new ConversationInfo("c"));
        conversation.FlushAsync().IsCompletedSuccessfully.Should().BeTrue();

        (_sink.Flushes, _sink.Taken.Count).Should().Be((1, 0));
    }

    [Fact]
    public void Logged_in_from_many_threads_at_once_it_is_opened_once_and_before_all_of_it()
    {
        for (int round = 0; round < 20; round++)
        {
            var sink = new OrderedSink();
            using var conversation = NewFactory(sink).OpenLazily(new ConversationInfo("c"));
            using var start = new Barrier(8);
            var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                if (i % 2 == 0)
                {
                    conversation.Log.Info("entry");
                }
                else
                {
                    conversation.BeginTurn("turn").Dispose();
                }
            })).ToList();
            threads.ForEach(static thread => thread.Start());
            threads.ForEach(static thread => thread.Join());

            sink.Taken[0].Should().BeOfType<ConversationRecord>();
            sink.Taken.OfType<ConversationRecord>().Should().ContainSingle();
            sink.Taken.Should().HaveCount(1 + 4 + (4 * 2));
        }
    }

    [Fact]
    public void Logging_after_the_end_of_an_unopened_conversation_is_counted()
    {
        var conversation = NewFactory().OpenLazily(new ConversationInfo("c"));
        conversation.Dispose();
        conversation.Log.Info("late");
        conversation.BeginTurn("late").Dispose();
        conversation.SetState("late", 1);

        _sink.Taken.Should().BeEmpty();
        conversation.Losses.DroppedTotal.Should().Be(3);
    }

    // The log call begins before the end, and its entry is captured after it.
    [Fact]
    public void A_conversation_ended_during_its_first_log_call_is_stored_as_ended()
    {
        var conversation = NewFactory().OpenLazily(new ConversationInfo("c"));
        conversation.Log.Info("entry", LogField.Of("value", new Ending(conversation)));

        _sink.Taken.Select(static taken => taken.GetType()).Should().Equal(typeof(ConversationRecord), typeof(LogEntry));
        _sink.Taken.OfType<ConversationRecord>().Single().ClosedAt.Should().Be(ManualClock.DefaultStart);
    }

    [Fact]
    public void An_ID_opened_by_another_account_first_loses_the_log_without_throwing()
    {
        var factory = NewFactory();
        using var late = factory.OpenLazily(new ConversationInfo("c") { AccountId = "globex" });
        using var first = factory.Open(new ConversationInfo("c") { AccountId = "acme" });
        _sink.Taken.Should().ContainSingle();

        late.Log.Info("one");
        using (var turn = late.BeginTurn("two"))
        {
            late.Log.Info("three");
            turn.Complete("four");
        }

        _sink.Taken.Should().ContainSingle("it is the other account's");
        late.Losses.DroppedTotal.Should().BeGreaterThan(0);
        _logger.Lines.Should().ContainSingle(static line => line.Message.Contains("could not be opened", StringComparison.Ordinal));
        factory.Invoking(static factory => factory.OpenLazily(new ConversationInfo("c") { AccountId = "globex" })).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_lazy_conversation_without_entries_does_not_reserve_its_ID()
    {
        var factory = NewFactory();
        using var idle = factory.OpenLazily(new ConversationInfo("c") { AccountId = "acme" });
        using var other = factory.Open(new ConversationInfo("c") { AccountId = "globex" });

        _sink.Taken.OfType<ConversationRecord>().Single().AccountId.Should().Be("globex");
    }

    [Fact]
    public void A_sink_that_logs_while_it_takes_the_opening_neither_hangs_nor_opens_it_twice()
    {
        using var conversation = NewFactory().OpenLazily(new ConversationInfo("c"));
        _sink.OnRecord = () => conversation.Log.Info("inside");
        conversation.Log.Info("outside");

        _sink.Taken.OfType<ConversationRecord>().Should().ContainSingle();
        _sink.Taken.OfType<LogEntry>().Select(static entry => entry.Content).Should().Equal("inside", "outside");
    }

    [Fact]
    public void An_unrecorded_conversation_sends_no_records_to_the_sink()
    {
        using (var conversation = NewFactory().OpenLazily(new ConversationInfo("c") { Recording = Recording.Off }))
        {
            conversation.Log.Info("one");
            conversation.BeginTurn("two").Dispose();
            conversation.SetState("three", 3);
        }

        _sink.Taken.Should().BeEmpty();
    }

    [Fact]
    public void A_factory_without_lazy_opening_opens_at_once()
    {
        IConversationFactory factory = new EagerFactory(_sink);
        using var conversation = factory.OpenLazily(new ConversationInfo("c"));

        _sink.Taken.Should().ContainSingle();
    }

    private ConversationFactory NewFactory(ILogSink? sink = null)
        => new(sink ?? _sink, new ConversationOptions { TimeProvider = _clock, Logger = _logger });

    private sealed class EagerFactory(ILogSink sink) : IConversationFactory
    {
        public Conversation Open(ConversationInfo info) => new(info, sink);
    }

    /// <summary>A value whose capture ends the conversation.</summary>
    private sealed class Ending(Conversation conversation) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            conversation.Dispose();
            return "ended";
        }
    }

    /// <summary>Keeps everything it receives, in order.</summary>
    private sealed class OrderedSink : ILogSink
    {
        private readonly List<object> _taken = [];

        public bool NeverWaits => true;

        public bool HangsOnFlush { get; set; }

        public Action? OnRecord { get; set; }

        public int Flushes { get; private set; }

        public IReadOnlyList<object> Taken
        {
            get
            {
                lock (_taken)
                {
                    return [.. _taken];
                }
            }
        }

        public void Emit(LogEntry entry) => Take(entry);

        public void EmitApiResponse(ApiResponseEntry response) => Take(response);

        public void TurnBegan(TurnSnapshot turn) => Take(turn);

        public void TurnEnded(TurnSnapshot turn) => Take(turn);

        public void FunctionBegan(FunctionSnapshot call) => Take(call);

        public void Record(StoreRecord record)
        {
            Take(record);
            OnRecord?.Invoke();
        }

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushes++;
            return HangsOnFlush ? new(new TaskCompletionSource<FlushResult>().Task) : new(FlushResult.Nothing);
        }

        private void Take(object what)
        {
            lock (_taken)
            {
                _taken.Add(what);
            }
        }
    }
}
