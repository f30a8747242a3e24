namespace ConvLog.Tests.Sinks;

public class InMemorySinkTests
{
    [Fact]
    public void Entries_are_in_sequence_order_however_they_were_handed_over()
    {
        var sink = new InMemorySink();
        var first = Logged.Entry(log => log.Info("other conversation"));
        using var session = new Session();
        for (int i = 0; i < 5; i++)
        {
            session.Log.Info($"m{i}");
        }

        var entries = session.Sink.Entries;
        sink.Emit(entries[3]);
        sink.Emit(first);
        sink.Emit(entries[0]);
        sink.Emit(entries[4]);

        sink.Entries.Select(entry => entry.Content).Should().Equal("m0", "m3", "m4", "other conversation");
    }

    [Fact]
    public void Events_and_turns_are_listed_once_in_the_order_they_began()
    {
        using var session = new Session();
        using (session.Conversation.BeginTurn("1"))
        {
            using (session.Conversation.BeginFunction("a"))
            using (session.Conversation.BeginFunction("b"))
            {
            }
        }

        session.Conversation.BeginTurn("2");
        session.Sink.FunctionEvents.Select(call => call.Name).Should().Equal("a", "b");
        session.Sink.Turns.Select(turn => turn.UserInput.Text).Should().Equal("1", "2");
    }

    [Fact]
    public async Task Behind_a_queue_it_has_the_same_events_even_if_they_ended_before_delivery()
    {
        using var hanging = new HangingSink();
        var sink = new InMemorySink();
        await using var queue = new BackgroundSink(new FanOutSink(hanging, sink));
        using var conv = new Conversation(new ConversationInfo("c"), queue);
        await hanging.Entered;
        var turn = conv.BeginTurn("1");
        var outer = conv.BeginFunction("a");
        var inner = conv.BeginFunction("b");
        conv.Log.Info("inside");
        inner.Dispose();
        outer.Dispose();
        turn.Dispose();
        var open = conv.BeginTurn("2");
        hanging.Dispose();
        await queue.FlushAsync();

        sink.FunctionEvents.Should().HaveCount(2).And.ContainInOrder(outer, inner);
        sink.FunctionEvents[1].Entries.Should().ContainSingle().Which.FunctionEvent.Should().BeSameAs(inner);
        sink.Turns.Should().HaveCount(2).And.ContainInOrder(turn, open);
    }

    [Fact]
    public async Task A_flush_returns_an_empty_result()
    {
        using var session = new Session();
        session.Log.Info("m");
        (await session.Conversation.FlushAsync()).Should().Be(FlushResult.Nothing);
        FlushResult.Nothing.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Clear_forgets_everything()
    {
        using var session = new Session();
        using (session.Conversation.BeginTurn())
        using (session.Conversation.BeginFunction("f"))
        {
            session.Log.Info("m");
            session.Conversation.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
        }

        session.Sink.Clear();
        session.Sink.Entries.Should().BeEmpty();
        session.Sink.FunctionEvents.Should().BeEmpty();
        session.Sink.Turns.Should().BeEmpty();
        session.Sink.ApiResponses.Should().BeEmpty();
        session.Sink.Records.Should().BeEmpty();
    }

    [Fact]
    public void A_list_that_was_read_is_a_copy()
    {
        using var session = new Session();
        session.Log.Info("one");
        var before = session.Sink.Entries;
        session.Log.Info("two");

        before.Should().ContainSingle();
    }

    [Fact]
    public async Task A_sink_needs_to_implement_Emit_only()
    {
        ILogSink sink = new Minimal();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        using (conv.BeginTurn())
        using (conv.BeginFunction("f"))
        {
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.AddNote("n");
        }

        ((Minimal)sink).Taken.Should().Be(1);
        conv.SinkFailures.Should().Be(0);
        (await sink.FlushAsync()).Should().Be(FlushResult.Nothing);
    }

    private sealed class Minimal : ILogSink
    {
        public int Taken { get; private set; }

        public void Emit(LogEntry entry) => Taken++;
    }
}
