namespace ConvLog.Extensions.Agents.Tests;

/// <summary>Runs that end before the user has an answer, and runs that continue their turn.</summary>
public sealed class ConvLogAgentWaitingTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Runs_that_ask_for_the_answer_are_of_the_turn_that_waits_for_it(bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(new BackgroundModel(polls: 3), isClientLogged).WithConvLog();
        var session = await agent.CreateSessionAsync();
        var response = await agent.RunAsync("Long work", session, new AgentRunOptions { AllowBackgroundResponses = true });
        while (response.ContinuationToken is { } token)
        {
            _chat.Turn.EndedAt.Should().BeNull();
            response = await agent.RunAsync(session, new AgentRunOptions { AllowBackgroundResponses = true, ContinuationToken = token });
        }

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text, _chat.Turn.Outcome).Should().Be(("Long work", "Done.", TurnOutcome.Completed));
        _chat.Turn.Usage!.InputTokens.Should().Be(70);
    }

    [Theory]
    [MemberData(nameof(ConvLogAgentTests.Ways), MemberType = typeof(ConvLogAgentTests))]
    public async Task A_run_with_the_result_of_a_front_end_tool_continues_the_turn(bool isStreamed, bool isClientLogged)
    {
        ScriptedModel model = new(ScriptedModel.Calls("Wait.", 10, 1, ("call_1", "locate", "me")), ScriptedModel.Says("In Rome.", 20, 2));
        var locate = AIFunctionFactory.CreateDeclaration("locate", "Where the user is.", AIFunctionFactory.Create(static (string value) => value).JsonSchema);
        var logged = ScriptedAgent.Of(model, isClientLogged, "guide", locate).WithConvLog();
        var session = await logged.CreateSessionAsync();
        await logged.AskAsync(isStreamed, "Where am I?", session);
        _chat.Turn.EndedAt.Should().BeNull();
        ChatMessage[] answer = [new(ChatRole.Tool, [new FunctionResultContent("call_1", "Rome")])];
        if (isStreamed)
        {
            await foreach (var update in logged.RunStreamingAsync(answer, session))
            {
                GC.KeepAlive(update);
            }
        }
        else
        {
            await logged.RunAsync(answer, session);
        }

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text!.Trim(), _chat.Turn.Outcome).Should().Be(("Where am I?", "In Rome.", TurnOutcome.Completed));
        _chat.Turn.Usage!.InputTokens.Should().Be(30);
        _chat.Call("call_1").Name.Should().Be("locate");
    }
}
