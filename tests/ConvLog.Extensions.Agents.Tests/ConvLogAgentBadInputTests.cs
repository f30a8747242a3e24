namespace ConvLog.Extensions.Agents.Tests;

/// <summary>Bad input does not disturb the run, and records missing from the log are counted.</summary>
public sealed class ConvLogAgentBadInputTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delegate_that_throws_or_finds_nothing_leaves_the_run_unlogged(bool isStreamed)
    {
        foreach (var options in new ConvLogAgentOptions[]
        {
            new() { Conversation = static (_, _) => throw new InvalidOperationException("no map") }, new() { Conversation = static (_, _) => null },
        })
        {
            var agent = ScriptedAgent.Of(isClientLogged: false, "a", ScriptedModel.Says("Here.", 10)).WithConvLog(options);
            (await agent.AskAsync(isStreamed)).Trim().Should().Be("Here.");
        }

        _chat.Sink.Turns.Should().BeEmpty();
        Lost().Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_query_of_messages_is_read_once(bool isStreamed)
    {
        int reads = 0;
        IEnumerable<ChatMessage> Messages()
        {
            reads++;
            yield return new ChatMessage(ChatRole.User, "Where?");
        }

        ScriptedModel model = new(ScriptedModel.Says("Here."));
        var agent = ScriptedAgent.Of(model, isClientLogged: true).WithConvLog();
        if (isStreamed)
        {
            await foreach (var update in agent.RunStreamingAsync(Messages()))
            {
                GC.KeepAlive(update);
            }
        }
        else
        {
            await agent.RunAsync(Messages());
        }

        string sent = model.Requests.Single().Single(static message => message.Role == ChatRole.User).Text;
        (reads, _chat.Turn.UserInput.Text, sent).Should().Be((1, "Where?", "Where?"));
    }

    [Fact]
    public async Task Null_or_missing_messages_are_left_to_the_agent()
    {
        var agent = ScriptedAgent.Of(isClientLogged: true, "a", ScriptedModel.Says("Hello.")).WithConvLog();

        await agent.Awaiting(static agent => agent.RunAsync((IEnumerable<ChatMessage>)null!)).Should().ThrowAsync<ArgumentNullException>();
        (await agent.RunAsync()).Text.Should().Be("Hello.");

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text).Should().Be(("", "Hello."));
    }

    [Fact]
    public async Task An_agent_that_returns_null_has_a_turn_without_an_answer()
    {
        var agent = ScriptedAgent.Of(isClientLogged: false, "a").AsBuilder()
            .Use(static (_, _, _, _, _) => Task.FromResult<AgentResponse>(null!), runStreamingFunc: null).Build().WithConvLog();

        (await agent.RunAsync("Where?")).Should().BeNull();

        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, ""));
        Lost().Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_that_runs_itself_is_one_turn(bool isStreamed)
    {
        AIAgent? self = null;
        var again = AIFunctionFactory.Create(async () => await self!.AskAsync(isStreamed, "Again"), "again");
        ScriptedModel model = new(Again("1"), Again("2"), Again("3"), ScriptedModel.Says("Deep", 10), ScriptedModel.Says("2", 10), ScriptedModel.Says("1", 10),
            ScriptedModel.Says("Done", 10));
        self = ScriptedAgent.Of(model, isClientLogged: false, "a", again).WithConvLog();

        await self.AskAsync(isStreamed);

        _chat.Turn.AgentResponse.Text!.Trim().Should().Be("Done");
        _chat.ModelCalls.Should().HaveCount(7);
        _chat.Turn.Usage!.InputTokens.Should().Be(70);
        _chat.Call("call_3").Parent!.Parent.Should().Be(_chat.Call("call_1"));

        static ScriptedModel.Step Again(string id) => ScriptedModel.Answers([new FunctionCallContent("call_" + id, "again")], 10);
    }

    [Fact]
    public void A_missing_agent_or_option_is_refused()
    {
        FluentActions.Invoking(static () => ((AIAgent)null!).WithConvLog()).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new ConvLogAgentOptions { Conversation = null! }).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new ConvLogAgentOptions { Mask = null! }).Should().Throw<ArgumentNullException>();
    }

    private long Lost()
        => _chat.Conversation.Losses.Dropped.GetValueOrDefault(LossReason.CaptureFailed)
            + _chat.Sink.Turns.Sum(static turn => turn.Losses.Dropped.GetValueOrDefault(LossReason.CaptureFailed));
}
