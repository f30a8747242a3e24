using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.Agents.Tests;

/// <summary>The conversation of a run, and the masking of its texts.</summary>
public sealed class ConvLogAgentOptionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_agent_runs_for_two_conversations_at_once_by_its_sessions(bool isStreamed)
    {
        ConditionalWeakTable<AgentSession, Conversation> conversations = [];
        ConvLogAgentOptions options = new()
        {
            Conversation = (session, _) => session is not null && conversations.TryGetValue(session, out var found) ? found : null,
        };
        MeetingClient model = new(parties: 2);
        var agent = ScriptedAgent.Of(model, isClientLogged: true).WithConvLog(options);
        InMemorySink one = new();
        InMemorySink two = new();

        await Task.WhenAll(RunAsync("one", one), RunAsync("two", two));

        foreach (var (sink, name) in new[] { (one, "one"), (two, "two") })
        {
            var turn = sink.Turns.Should().ContainSingle().Subject;
            (turn.UserInput.Text, turn.AgentResponse.Text).Should().Be((name, "re: " + name));
            sink.ModelCalls.Should().ContainSingle();
        }

        Conversation.Current.Should().BeNull();

        async Task RunAsync(string name, InMemorySink sink)
        {
            var session = await agent.CreateSessionAsync();
            using Conversation conversation = new(new ConversationInfo(name), sink);
            conversations.Add(session, conversation);
            await agent.AskAsync(isStreamed, name, session);
        }
    }

    [Fact]
    public async Task The_delegate_gets_the_session_and_the_options_of_the_run()
    {
        using Chat chat = new();
        List<(AgentSession?, AgentRunOptions?)> asked = [];
        var agent = ScriptedAgent.Of(isClientLogged: false, "a", ScriptedModel.Says("1"), ScriptedModel.Says("2")).WithConvLog(new ConvLogAgentOptions
        {
            Conversation = (session, options) =>
            {
                asked.Add((session, options));
                return chat.Conversation;
            },
        });
        var session = await agent.CreateSessionAsync();
        AgentRunOptions options = new();

        await agent.RunAsync("Where?", session, options);
        await agent.RunAsync("Where?");

        asked.Should().Equal((session, options), (null, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Input_and_answer_are_masked_and_reasoning_can_be_omitted(bool isStreamed)
    {
        using Chat chat = new();
        var agent = ScriptedAgent.Of(
            isClientLogged: false, "a", ScriptedModel.Answers([new TextContent("Hi Ada"), new TextReasoningContent("She is Ada")], 10)).WithConvLog(
            new ConvLogAgentOptions
            {
                IncludeReasoning = false,
                Mask = static text => new MaskedText(text, text.Replace("Ada", "***", StringComparison.Ordinal)),
            });

        await agent.AskAsync(isStreamed, "I am Ada");

        (chat.Turn.UserInput.Shown, chat.Turn.AgentResponse.Shown.Trim()).Should().Be(("I am ***", "Hi ***"));
        var response = chat.ModelCalls.Should().ContainSingle().Subject.Response!;
        (response.Text.Shown.Trim(), response.Reasoning).Should().Be(("Hi ***", null));
    }

    /// <summary>Answers once the given number of requests is open.</summary>
    private sealed class MeetingClient(int parties) : DelegatingChatClient(new ScriptedModel())
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _came;

        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _came) == parties)
            {
                _met.SetResult();
            }

            await _met.Task;
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "re: " + messages.Last().Text));
        }

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }
    }
}
