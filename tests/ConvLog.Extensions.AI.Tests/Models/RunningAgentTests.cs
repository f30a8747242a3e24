namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>The agent that gave an answer, with the real Agent Framework.</summary>
public sealed class RunningAgentTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create(static (string value) => "found " + value, "look");

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_answer_in_a_request_and_each_response_names_its_agent(bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("Wait.", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("Here."), ScriptedModel.Says("Bye."));
        var agent = model.WithConvLog().AsAIAgent(name: "concierge", tools: [_look]);
        var session = await agent.CreateSessionAsync();
        foreach (string input in (string[])["Where?", "Thanks"])
        {
            if (isStreamed)
            {
                await foreach (var update in agent.RunStreamingAsync(input, session))
                {
                    GC.KeepAlive(update);
                }
            }
            else
            {
                await agent.RunAsync(input, session);
            }
        }

        _chat.ModelCalls.Select(static call => call.Response!.Author).Should().Equal("concierge", "concierge", "concierge");
        _chat.ModelCalls.Select(static call => string.Join(',', call.Request.Select(static message => message.Author ?? "-"))).Should().Equal(
            "-", "-,concierge,-", "-,concierge,-,concierge,-");
    }

    [Fact]
    public async Task Answers_of_several_authors_are_those_of_all_of_them()
    {
        ChatMessage[] answer = [new(ChatRole.Assistant, "Plan.") { AuthorName = "planner" }, new(ChatRole.Assistant, "Text.") { AuthorName = "writer" }];
        await new ScriptedModel(new ScriptedModel.Step(new ChatResponse(answer))).WithConvLog().GetResponseAsync("Write");

        var response = _chat.ModelCalls.Should().ContainSingle().Subject.Response!;
        (response.Text.Text, response.Author).Should().Be(("Plan.\nText.", "planner, writer"));
        _chat.Turn.AgentResponse.Text.Should().Be("Plan.\nText.");
    }

    [Fact]
    public async Task Without_an_agent_an_answer_has_no_author_even_if_the_user_has_a_name()
    {
        ChatMessage[] asked = [new(ChatRole.User, "Hello") { AuthorName = "Ada" }];
        await new ScriptedModel(ScriptedModel.Says("Hi")).WithConvLog().GetResponseAsync(asked);

        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Response!.Author, call.Request[0].Author).Should().Be((null, null));
    }
}
