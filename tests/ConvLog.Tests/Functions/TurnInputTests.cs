namespace ConvLog.Tests.Functions;

public sealed class TurnInputTests
{
    [Fact]
    public void A_transcript_that_comes_late_is_the_input_also_after_the_turns_end()
    {
        var sink = new RevisionSink();
        var conversation = new Conversation(new ConversationInfo("conv-42"), sink);
        var turn = conversation.BeginTurn(new TurnInfo { Kind = TurnInputKind.Speech });
        turn.Info!.InputAt.Should().BeNull("nothing came after the beginning");
        turn.SetInput("I need a");
        turn.SetInput("I need a table");
        turn.Complete("For how many?");
        turn.Dispose();
        turn.SetInput(new MaskedText("I need a table, I am Jane", "I need a table, I am [name]"));
        turn.SetInput(new MaskedText("I need a table, I am Jane", "I need a table, I am [name]"));
        turn.SetInput("");
        conversation.Dispose();
        turn.SetInput("never said");

        sink.Ended.Should().ContainSingle().Which.UserInput.Text.Should().Be("I need a table");
        sink.Revised[0].Info!.InputAt.Should().BeOnOrAfter(sink.Ended[0].Info!.InputAt!.Value);
        sink.Revised.Should().ContainSingle().Which.UserInput.Should().Be(new MaskedText("I need a table, I am Jane", "I need a table, I am [name]"));
        turn.UserInput.Shown.Should().Be("I need a table, I am [name]");
        turn.Info.Kind.Should().Be(TurnInputKind.Speech);
    }

    [Fact]
    public void A_further_message_is_added_on_a_line_of_its_own_with_its_mask()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();

        turn.AddInput(new MaskedText("I am Jane", "I am [name]"));
        turn.AddInput("");
        turn.AddInput("a table for two");
        turn.AddInput(new MaskedText("call 555 0199"));

        turn.UserInput.Should().Be(new MaskedText("I am Jane\na table for two\ncall 555 0199", "I am [name]\na table for two\n[redacted]"));
    }

    [Fact]
    public void Of_1000_messages_as_many_are_kept_as_fit_into_a_text()
    {
        using var session = new Session(new LogLimits { TextLength = 1_000 });
        using var turn = session.Conversation.BeginTurn();

        for (int i = 0; i < 1_000; i++)
        {
            turn.AddInput("0123456789");
        }

        turn.UserInput.Text.Should().StartWith("0123456789\n0123456789\n").And.EndWith("… [cut, 1011 characters]");
        turn.UserInput.Text.Length.Should().BeLessThan(1_100);
    }

    [Fact]
    public async Task Concurrent_input_is_not_lost_and_is_never_read_with_another_mask()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var read = turn.UserInput;
                read.Shown.Should().NotContain("secret");
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                turn.AddInput(new MaskedText("secret", "shown"));
            }
        })));
        turn.Dispose();
        await stop.CancelAsync();
        await reader;

        turn.UserInput.Text.Split('\n').Should().HaveCount(800).And.AllBe("secret");
        turn.UserInput.Shown.Split('\n').Should().AllBe("shown");
    }

    private sealed class RevisionSink : ILogSink
    {
        public List<TurnSnapshot> Ended { get; } = [];

        public List<TurnSnapshot> Revised { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void TurnEnded(TurnSnapshot turn) => Ended.Add(turn);

        public void TurnRevised(TurnSnapshot turn) => Revised.Add(turn);
    }
}
