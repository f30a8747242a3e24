namespace ConvLog.Extensions.Agents.Tests;

/// <summary>A logged agent behaves for the host as without logging.</summary>
public sealed class ConvLogAgentExtensionsTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Its_name_services_and_sessions_are_those_of_the_agent()
    {
        var agent = new ScriptedModel().AsAIAgent("You help.", "concierge", "Helps guests.");
        var logged = agent.WithConvLog();

        (logged.Id, logged.Name, logged.Description).Should().Be((agent.Id, "concierge", "Helps guests."));
        logged.GetService<ChatClientAgent>().Should().BeSameAs(agent);
        logged.GetService<IChatClient>().Should().BeSameAs(agent.GetService<IChatClient>());
        logged.GetService<AIAgentMetadata>().Should().BeSameAs(agent.GetService<AIAgentMetadata>());
        logged.GetService(typeof(AIAgent), "key").Should().BeNull();
        var session = await logged.CreateSessionAsync();
        session.Should().BeOfType((await agent.CreateSessionAsync()).GetType());
        (await logged.DeserializeSessionAsync(await logged.SerializeSessionAsync(session))).Should().BeOfType(session.GetType());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_and_results_are_passed_through_as_the_same_objects(bool hasConversation)
    {
        AgentResponse response = new(new ChatMessage(ChatRole.Assistant, "Here."));
        AgentResponseUpdate[] updates = [new(ChatRole.Assistant, "He"), new(ChatRole.Assistant, []), new(ChatRole.Assistant, "re.")];
        List<object?> passed = [];
        ChatMessage[] messages = [new(ChatRole.User, "Where?")];
        AgentRunOptions options = new();
        var agent = ScriptedAgent.Of(isClientLogged: false, "a").AsBuilder().Use(
            (given, session, options, _, token) =>
            {
                passed.AddRange([given, session, options, token]);
                return Task.FromResult(response);
            },
            (given, session, options, _, token) =>
            {
                passed.AddRange([given, session, options, token]);
                return updates.ToAsyncEnumerable();
            }).Build().WithConvLog(new ConvLogAgentOptions { Conversation = (_, _) => hasConversation ? _chat.Conversation : null });
        var session = await agent.CreateSessionAsync();
        using CancellationTokenSource canceling = new();

        (await agent.RunAsync(messages, session, options, canceling.Token)).Should().BeSameAs(response);
        var read = await agent.RunStreamingAsync(messages, session, options, canceling.Token).ToListAsync();

        read.Should().HaveCount(3);
        read.Zip(updates).Should().OnlyContain(static pair => ReferenceEquals(pair.First, pair.Second));
        passed.Should().Equal(messages, session, options, canceling.Token, messages, session, options, canceling.Token);
        _chat.Sink.Turns.Should().HaveCount(hasConversation ? 2 : 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_turn_does_not_leak_into_the_callers_execution_context(bool isStreamed)
    {
        await ScriptedAgent.Of(isClientLogged: true, "a", ScriptedModel.Says("Here.")).WithConvLog().AskAsync(isStreamed);

        _chat.Conversation.CurrentTurn.Should().BeNull();
        Conversation.Current.Should().Be(_chat.Conversation);
    }
}
