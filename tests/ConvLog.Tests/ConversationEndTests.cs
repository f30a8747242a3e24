using ConvLog.Records;

namespace ConvLog.Tests;

public class ConversationEndTests
{
    [Fact]
    public void Open_turns_and_functions_are_abandoned_at_the_end()
    {
        var session = new Session();
        var turn = session.Conversation.BeginTurn("hi");
        var outer = session.Conversation.BeginFunction("outer");
        var inner = session.Conversation.BeginFunction("inner");
        var done = session.Conversation.BeginFunction("done");
        done.Complete();
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Dispose();

        outer.Outcome.Should().Be(FunctionOutcome.Abandoned);
        inner.Outcome.Should().Be(FunctionOutcome.Abandoned);
        inner.Duration.Should().BeNull();
        done.Outcome.Should().Be(FunctionOutcome.Completed);
        turn.EndedAt.Should().BeNull();
    }

    [Fact]
    public async Task A_function_that_outlives_the_conversation_is_stored_with_its_outcome()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var turn = conv.BeginTurn("Book a table");
        var call = conv.BeginFunction("book_table");
        var model = turn.BeginModelCall("gpt-x");
        await conv.DisposeAsync();
        var left = await session.ReadAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(1.5));
        conv.Log.Info("Table booked");
        using (conv.BeginFunction("notify"))
        {
            conv.SetState("booked", true);
        }

        call.Complete("T-1");
        call.Dispose();
        model.Complete(ModelMessage.Assistant("Done."));
        turn.Complete("Done.");
        turn.Dispose();
        await session.Sink.FlushAsync();

        left.AllFunctionEvents.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Abandoned);
        left.Turns.Should().ContainSingle().Which.IsAbandoned.Should().BeTrue();
        var view = await session.ReadAsync();
        view.AllFunctionEvents.Select(f => (f.Name, f.Outcome, f.Duration)).Should().Equal(
            ("book_table", FunctionOutcome.Completed, TimeSpan.FromSeconds(1.5)), ("notify", FunctionOutcome.Completed, TimeSpan.Zero));
        view.AllFunctionEvents.First().Entries.Should().ContainSingle().Which.Content.Should().Be("Table booked");
        conv.Losses.Dropped.Should().BeEmpty();
        view.AllFunctionEvents.Last().StateChanges.Should().ContainSingle();
        view.Turns.Should().ContainSingle().Which.Should().Match<TurnView>(t => !t.IsAbandoned && t.AgentResponse.Text == "Done.");
        view.Turns[0].ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Completed);
        (conv.CurrentFunction, conv.Losses.Dropped).Should().Be((null, LossCounts.None.Dropped));
    }

    [Fact]
    public async Task The_store_gets_open_items_as_abandoned_and_none_begun_after_the_end()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var turn = conv.BeginTurn("hi");
        var call = conv.BeginFunction("f");
        await conv.DisposeAsync();
        session.Clock.Advance(TimeSpan.FromMinutes(10));
        call.Complete("late");
        call.Dispose();
        turn.Complete("late");
        turn.Dispose();
        (call.Outcome, turn.Outcome, conv.Losses.DroppedTotal).Should().Be((FunctionOutcome.Abandoned, TurnOutcome.Abandoned, 2));
        conv.BeginTurn("late").Dispose();
        conv.BeginFunction("late").Dispose();
        conv.SetState("late", 1);
        conv.WriteMetric("late", 1);
        conv.AddFeedback(FeedbackRating.Like);
        conv.Annotate("late");
        conv.AddNote("late");
        conv.HandOff("late");
        conv.LogApiResponse("GET", "late", 200, TimeSpan.Zero);
        await conv.LogApiResponseAsync(new HttpResponseMessage(), TimeSpan.Zero);

        var view = await session.ReadAsync();
        view.Turns.Should().ContainSingle().Which.Should().Match<TurnView>(t => t.IsAbandoned && t.AgentResponse.IsEmpty && t.EndedAt == null);
        view.AllFunctionEvents.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Abandoned);
        view.Metrics.Should().BeEmpty();
        view.Notes.Should().BeEmpty();
        view.StateChanges.Should().BeEmpty();
        view.ApiResponses.Should().BeEmpty();
        view.Summary.Handoff.Should().BeNull();
        view.Summary.EndedAt.Should().Be(ManualClock.DefaultStart);
        view.Turns[0].Feedback.Should().BeEmpty();
    }

    [Fact]
    public void Logging_after_the_end_is_counted_reported_once_and_never_throws()
    {
        var logger = new FakeLogger();
        var session = new Session(logger: logger);
        var call = session.Conversation.BeginFunction("f");
        session.Dispose();
        call.Dispose();
        session.Log.Info("late");
        session.Log.Error("late", new InvalidOperationException("Jane"), isPii: true);
        call.Log.Info("late");

        session.Sink.Entries.Should().BeEmpty();
        session.Conversation.Losses.Dropped.Should().Equal(new Dictionary<LossReason, long> { [LossReason.ConversationEnded] = 3 });
        session.Conversation.Losses.Accepted.Should().Be(3);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("conv-42").And.Contain("ConversationEnded").And.NotContain("Jane");
    }

    [Fact]
    public void Other_calls_after_the_end_are_counted_too()
    {
        var session = new Session();
        session.Dispose();
        session.Conversation.SetState("k", 1);
        session.Conversation.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
        var turn = session.Conversation.BeginTurn("late");
        turn.Interrupt("late");
        turn.BeginFunction("late").Dispose();
        turn.BeginModelCall("late").Dispose();

        session.Conversation.Losses.Dropped[LossReason.ConversationEnded].Should().Be(6);
    }

    [Fact]
    public void Turn_calls_after_the_end_are_counted_and_reported_once()
    {
        var logger = new FakeLogger();
        var session = new Session(logger: logger);
        var conv = session.Conversation;
        var turn = conv.BeginTurn("hi");
        turn.Dispose();
        session.Dispose();
        Action[] late =
        [
            () => conv.BeginTurn("late").Dispose(), () => conv.BeginTurn(new TurnInfo { Id = "late" }).Dispose(), () => conv.BeginFunction("late").Dispose(),
            () => turn.BeginFunction("late").Dispose(), () => turn.BeginModelCall("late").Dispose(), () => turn.SetInput("late"), () => turn.AddInput("late"),
            () => turn.Say("late"), () => turn.Interrupt("late"), () => turn.Interrupt(characters: 1),
            () => turn.SetStages(new TurnStages { Model = TimeSpan.Zero }), () => conv.Turn(turn.Id).SetInput("late"),
        ];
        Array.ForEach(late, static act => act());

        conv.Losses.Dropped.Should().Equal(new Dictionary<LossReason, long> { [LossReason.ConversationEnded] = late.Length });
        logger.Lines.Should().ContainSingle();
        (turn.UserInput.Text, turn.IsInterrupted, turn.Said.Count, turn.Stages).Should().Be(("hi", false, 0, null));
    }

    [Fact]
    public void Ending_twice_has_no_further_effect()
    {
        var session = new Session();
        session.Dispose();
        session.Clock.Advance(TimeSpan.FromMinutes(1));
        session.Conversation.Dispose();

        session.Sink.Records.OfType<ConversationRecord>().Where(record => record.ClosedAt != null).Should().ContainSingle().Which.ClosedAt.Should()
            .Be(ManualClock.DefaultStart);
    }

    [Fact]
    public async Task Ending_from_many_threads_ends_it_once()
    {
        var session = new Session();
        session.Conversation.BeginTurn();
        session.Conversation.BeginFunction("f");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await session.Conversation.DisposeAsync())));

        session.Sink.Records.OfType<ConversationRecord>().Count(record => record.ClosedAt != null).Should().Be(1);
    }

    [Fact]
    public void The_first_record_opens_and_the_last_one_closes()
    {
        var session = new Session(
            info: new ConversationInfo("c") { AgentId = "bookings", Channel = "webchat", UserId = "u", Environment = ConversationEnvironment.Sandbox });
        session.Clock.Advance(TimeSpan.FromSeconds(3));
        session.Dispose();

        var records = session.Sink.Records.Cast<ConversationRecord>().ToArray();
        records[0].Should().Match<ConversationRecord>(r => r.OpenedAt == ManualClock.DefaultStart && r.ClosedAt == null && r.AgentId == "bookings"
            && r.Channel == "webchat");
        records[1].Should().Be(records[0] with { Revision = 1, ClosedAt = ManualClock.DefaultStart.AddSeconds(3) });
    }

    [Fact]
    public async Task Disposing_waits_until_the_sink_has_stored()
    {
        var sink = new SlowSink();
        var conv = new Conversation(new ConversationInfo("c"), sink);
        var disposing = conv.DisposeAsync().AsTask();
        await sink.FlushCalled.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        disposing.IsCompleted.Should().BeFalse();
        sink.Flushed.SetResult();
        await disposing;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposing_stops_waiting_at_its_deadline_and_logs_it(bool sinkLooksAtTheToken)
    {
        var clock = new ManualClock();
        var logger = new FakeLogger();
        var sink = new SlowSink { LooksAtToken = sinkLooksAtTheToken };
        var conv = new Conversation(new ConversationInfo("c"), sink,
            new ConversationOptions { TimeProvider = clock, Logger = logger, DisposeTimeout = TimeSpan.FromSeconds(5) });
        var disposing = conv.DisposeAsync().AsTask();
        await sink.FlushCalled.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        clock.Advance(TimeSpan.FromSeconds(4));
        disposing.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        await disposing.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("waited 5 s");
    }

    [Fact]
    public async Task Disposing_with_no_timeout_does_not_wait_at_all()
    {
        var sink = new SlowSink();
        await new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { DisposeTimeout = TimeSpan.Zero }).DisposeAsync();
        sink.FlushCalled.Task.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_flush_can_be_canceled_whatever_the_sink_does()
    {
        using var stop = new CancellationTokenSource();
        using var conv = new Conversation(new ConversationInfo("c"), new SlowSink { LooksAtToken = false });
        var flushing = conv.FlushAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await flushing.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void A_timeout_outside_its_range_is_refused()
    {
        FluentActions.Invoking(() => new ConversationOptions { DisposeTimeout = TimeSpan.FromTicks(-1) }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ConversationOptions { DisposeTimeout = TimeSpan.MaxValue }).Should().Throw<ArgumentOutOfRangeException>();
        new ConversationOptions().DisposeTimeout.Should().Be(TimeSpan.FromSeconds(5));
    }

    private sealed class SlowSink : ILogSink
    {
        public bool LooksAtToken { get; init; } = true;

        public TaskCompletionSource FlushCalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Flushed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Emit(LogEntry entry)
        {
        }

        public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            FlushCalled.TrySetResult();
            await (LooksAtToken ? Flushed.Task.WaitAsync(cancellationToken) : Flushed.Task);
            return FlushResult.Nothing;
        }
    }
}
