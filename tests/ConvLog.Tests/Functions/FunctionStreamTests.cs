namespace ConvLog.Tests.Functions;

/// <summary>Functions that are async iterators: their event lasts as long as the enumeration.</summary>
public class FunctionStreamTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_with_the_enumeration_and_has_what_the_iterator_logs(bool ofTurn)
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn("hi");
        var stream = ofTurn ? turn.RunFunction("steps", () => Steps(session), "call_1", new { a = 1 })
            : session.Conversation.RunFunction("steps", () => Steps(session), "call_1", new { a = 1 });
        session.Log.Info("not yet");
        var call = session.Sink.FunctionEvents.Should().ContainSingle().Subject;
        (call.Outcome, call.CallId, call.Turn).Should().Be((null, "call_1", turn));

        session.Clock.Advance(TimeSpan.FromSeconds(2));
        int sum = 0;
        await foreach (int step in stream)
        {
            session.Log.Info("reader");
            session.Conversation.CurrentFunction.Should().BeNull("it is current in the function only");
            call.Outcome.Should().BeNull();
            sum += step;
        }

        sum.Should().Be(6);
        call.Entries.Select(static entry => entry.Content).Should().Equal("before 1", "before 2", "before 3", "at the end");
        turn.Entries.Select(static entry => entry.Content).Should().Equal("not yet", "reader", "reader", "reader");
        (call.Outcome, call.Duration, call.Result).Should().Be((FunctionOutcome.Completed, TimeSpan.FromSeconds(2), null));
    }

    [Fact]
    public async Task A_throwing_stream_has_failed_and_its_reader_gets_the_exception()
    {
        using var session = new Session();
        var stream = session.Conversation.RunFunction("steps", () => Steps(session, failure: new TimeoutException("slow")));
        await Reading(stream).Should().ThrowAsync<TimeoutException>();

        var call = session.Sink.FunctionEvents.Should().ContainSingle().Subject;
        (call.Outcome, call.ErrorType, call.Error).Should().Be((FunctionOutcome.Failed, "System.TimeoutException", "slow"));
    }

    [Fact]
    public async Task An_abandoned_or_canceled_stream_is_canceled()
    {
        using var session = new Session();
        await foreach (int _ in session.Conversation.RunFunction("left", () => Steps(session)))
        {
            break;
        }

        await Reading(session.Conversation.RunFunction("thrown in the reader", () => Steps(session)), () => throw new FormatException()).Should()
            .ThrowAsync<FormatException>();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Reading(session.Conversation.RunFunction("canceled", () => Steps(session, failure: new OperationCanceledException(stop.Token)))).Should()
            .ThrowAsync<OperationCanceledException>();

        session.Sink.FunctionEvents.Select(static call => (call.Name, call.Outcome)).Should().Equal(("left", FunctionOutcome.Canceled),
            ("thrown in the reader", FunctionOutcome.Canceled), ("canceled", FunctionOutcome.Canceled));
        session.Sink.FunctionEvents[0].Entries.Select(static entry => entry.Content).Should().Equal("before 1", "finally");
    }

    [Fact]
    public async Task An_outcome_that_the_function_settled_holds()
    {
        using var session = new Session();
        await Reading(session.Conversation.RunFunction("steps", call => Settling(call)))();

        session.Sink.FunctionEvents[0].Result!.Value.Value.Should().Be(2);

        static async IAsyncEnumerable<int> Settling(FunctionEvent call)
        {
            yield return 1;
            await Task.Yield();
            call.Complete(2);
        }
    }

    [Fact]
    public async Task A_stream_read_again_is_another_call_and_an_unread_one_remains_open()
    {
        using var session = new Session();
        var stream = session.Conversation.RunFunction("twice", () => Steps(session));
        await Reading(stream)();
        await Reading(stream)();
        _ = session.Conversation.RunFunction("never", () => Steps(session));
        session.Conversation.Dispose();

        session.Sink.FunctionEvents.Select(static call => (call.Name, call.Outcome, call.Entries.Count)).Should().Equal(
            ("twice", FunctionOutcome.Completed, 4), ("twice", FunctionOutcome.Completed, 4), ("never", FunctionOutcome.Abandoned, 0));
    }

    [Fact]
    public async Task Calls_inside_have_it_as_parent_and_streams_at_the_same_time_do_not_mix()
    {
        using var session = new Session();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            string name = FormattableString.Invariant($"f{i}");
            await Reading(session.Conversation.RunFunction(name, () => Nested(name)))();
        })));

        var calls = session.Sink.FunctionEvents.Where(static call => call.Name[0] == 'f').ToList();
        calls.Should().HaveCount(20);
        calls.Should().OnlyContain(static call => call.Entries.Count == 3 && call.Entries.All(entry => entry.Content == call.Name));
        session.Sink.FunctionEvents.Where(static call => call.Name[0] == 'g').Should().HaveCount(60).And
            .OnlyContain(static call => call.Parent!.Name == call.Name.Substring(1));

        async IAsyncEnumerable<int> Nested(string name)
        {
            for (int i = 0; i < 3; i++)
            {
                await Task.Yield();
                session.Log.Info(name);
                session.Conversation.RunFunction("g" + name, () => { });
                yield return i;
            }
        }
    }

    [Fact]
    public void A_function_that_throws_before_it_yields_has_failed_at_once()
    {
        using var session = new Session();
        session.Conversation.Invoking(conv => conv.RunFunction("f", IAsyncEnumerable<int> () => throw new FormatException())).Should().Throw<FormatException>();

        session.Sink.FunctionEvents[0].Outcome.Should().Be(FunctionOutcome.Failed);
        session.Conversation.CurrentFunction.Should().BeNull();
        session.Conversation.Invoking(static conv => conv.RunFunction("f", (Func<IAsyncEnumerable<int>>)null!)).Should().Throw<ArgumentNullException>();
    }

    private static Func<Task> Reading(IAsyncEnumerable<int> stream, Action? each = null) => async () =>
    {
        await foreach (int _ in stream)
        {
            each?.Invoke();
        }
    };

    private static async IAsyncEnumerable<int> Steps(Session session, Exception? failure = null)
    {
        try
        {
            for (int i = 1; i <= 3; i++)
            {
                session.Log.Info(FormattableString.Invariant($"before {i}"));
                yield return i;
                await Task.Yield();
                if (failure is not null)
                {
                    throw failure;
                }
            }

            session.Log.Info("at the end");
        }
        finally
        {
            if (session.Sink.Entries.Count == 1)
            {
                session.Log.Info("finally");
            }
        }
    }
}
