namespace ConvLog.Extensions.AI.Tests;

/// <summary>Requests that overlap in one opening of a conversation.</summary>
public sealed class ChatRequestFlowTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look;

    public ChatRequestFlowTests() => _look = AIFunctionFactory.Create(async (string value) =>
    {
        await Task.Yield();
        Conversation.Current!.Log.Info("looked for " + value);
        return "found " + value;
    }, "look");

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_concurrent_requests_are_two_turns_with_their_own_input_and_answer(bool isStreamed)
    {
        var client = new MeetingModel(parties: 2).WithConvLog();
        await Task.WhenAll(Chat.AskAsync(client, isStreamed, "one"), Chat.AskAsync(client, isStreamed, "two"));

        Said().Should().Equal(("one", "re: one"), ("two", "re: two"));
        _chat.Sink.Turns.Should().OnlyContain(static turn => turn.EndedAt != null);
        _chat.Sink.ModelCalls.Select(static call => call.TurnId).Should().BeEquivalentTo(_chat.Sink.Turns.Select(static turn => turn.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entries_of_a_tool_are_in_its_event_even_if_middleware_starts_it_early(bool isStreamed)
    {
        var client = new ChatClientBuilder(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "one")), ScriptedModel.Says("Done.")))
            .Use(static (messages, options, next, token) => next(messages, options, token)).UseFunctionInvocation().Build().WithConvLog();
        await Chat.AskAsync(client, isStreamed, "one", new ChatOptions { Tools = [_look] });

        var entry = _chat.Sink.Entries.Should().ContainSingle().Subject;
        (entry.FunctionEvent?.Name, entry.Turn?.UserInput.Text).Should().Be(("look", "one"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Tools_and_rounds_of_concurrent_requests_belong_to_their_own_turns(bool isStreamed, bool isInside)
    {
        var model = new MeetingModel(parties: 2);
        var client = isInside ? new ToolLoop(model.WithConvLog()) : new ToolLoop(model).WithConvLog();
        var tools = isInside ? new AITool[] { _look }.WithConvLog() : [_look];
        await Task.WhenAll(new[] { "one", "two" }.Select(text => Chat.AskAsync(client, isStreamed, text, new ChatOptions { Tools = tools })));

        Said().Should().Equal(("one", "re: found one"), ("two", "re: found two"));
        foreach (var turn in _chat.Sink.Turns)
        {
            var call = _chat.Sink.FunctionEvents.Should().ContainSingle(call => call.Turn == turn).Subject;
            call.CallId.Should().Be("call_" + turn.UserInput.Text);
            call.Entries.Should().ContainSingle().Which.Content.Should().Be("looked for " + turn.UserInput.Text);
            call.Parent.Should().BeNull();
            ModelCallsOf(turn).Should().HaveCount(2);
            turn.EndedAt.Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Each_part_of_a_stream_runs_in_the_execution_context_of_its_reader()
    {
        AsyncLocal<int> reader = new();
        using var other = new Conversation(new ConversationInfo("other"), new InMemorySink());
        List<(int Reader, Conversation? Current)> steps = [];
        async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync()
        {
            for (int i = 0; i < 6; i++)
            {
                steps.Add((reader.Value, Conversation.Current));
                if (i % 2 == 0)
                {
                    await Task.Yield();
                }

                yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
            }
        }

        var client = new StreamingClient(AnswerAsync).WithConvLog(new ConvLogChatOptions { Conversation = _ => other });
        await using var stream = client.GetStreamingResponseAsync("Hello").GetAsyncEnumerator();
        for (int i = 0; i < 6; i++)
        {
            reader.Value = i / 2; // Equal for two consecutive parts.
            (await stream.MoveNextAsync()).Should().BeTrue();
            reader.Value.Should().Be(i / 2);
            Conversation.Current.Should().Be(_chat.Conversation, "the other one is current in the stream alone");
        }

        steps.Should().Equal(Enumerable.Range(0, 6).Select(i => (i / 2, (Conversation?)other)));
    }

    [Fact]
    public async Task A_request_joins_the_turn_that_the_host_began_in_its_flow_and_no_other()
    {
        var client = new MeetingModel(parties: 2).WithConvLog();
        async Task HostAsync()
        {
            using var turn = _chat.Conversation.BeginTurn("host");
            turn.Complete(await Chat.AskAsync(client, isStreamed: false, "for the host"));
        }

        await Task.WhenAll(HostAsync(), Chat.AskAsync(client, isStreamed: false, "own"));

        Said().Should().Equal(("host", "re: for the host"), ("own", "re: own"));
        _chat.Sink.ModelCalls.Select(static call => call.TurnId).Distinct(StringComparer.Ordinal).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_request_joins_a_turn_that_is_made_current()
    {
        var turn = _chat.Conversation.BeginTurn("host");
        using var other = _chat.Conversation.BeginTurn("other");
        using (turn.MakeCurrent())
        {
            await Chat.AskAsync(new MeetingModel(parties: 1).WithConvLog(), isStreamed: true, "Hi");
        }

        _chat.Sink.ModelCalls.Should().ContainSingle().Which.TurnId.Should().Be(turn.Id);
    }

    [Fact]
    public async Task A_request_inside_a_tool_belongs_to_the_turn_that_called_the_tool()
    {
        var inner = new MeetingModel(parties: 2).WithConvLog();
        var ask = AIFunctionFactory.Create(async (string value) => (await inner.GetResponseAsync("inner " + value)).Text, "look");
        var client = new ToolLoop(new MeetingModel(parties: 2)).WithConvLog();
        await Task.WhenAll(new[] { "one", "two" }.Select(text => Chat.AskAsync(client, isStreamed: true, text, new ChatOptions { Tools = [ask] })));

        Said().Should().Equal(("one", "re: re: inner one"), ("two", "re: re: inner two"));
        foreach (var turn in _chat.Sink.Turns)
        {
            var call = _chat.Sink.FunctionEvents.Should().ContainSingle(call => call.Turn == turn).Subject;
            var models = ModelCallsOf(turn);
            models.Should().HaveCount(3);
            models.Should().ContainSingle(model => model.FunctionEventId == call.Id)
                .Which.Request[^1].Text.Text.Should().Be("inner " + turn.UserInput.Text);
        }
    }

    [Fact]
    public async Task Streams_read_alternately_by_one_flow_do_not_mix()
    {
        var client = new ToolLoop(new MeetingModel(parties: 1)).WithConvLog();
        var streams = new[] { "one", "two" }
            .Select(text => client.GetStreamingResponseAsync(text, new ChatOptions { Tools = [_look] }).GetAsyncEnumerator()).ToList();
        for (int left = 2; left > 0;)
        {
            left = 0;
            foreach (var stream in streams)
            {
                left += await stream.MoveNextAsync() ? 1 : 0;
            }

            _chat.Conversation.CurrentFunction.Should().BeNull("what a stream enters stays out of its reader's flow");
        }

        Said().Should().Equal(("one", "re: found one"), ("two", "re: found two"));
        _chat.Sink.FunctionEvents.Select(static call => (call.Turn!.UserInput.Text, call.Entries.Single().Content))
            .Should().BeEquivalentTo([("one", "looked for one"), ("two", "looked for two")]);
    }

    [Fact]
    public async Task A_turn_that_still_waits_after_several_rounds_ends_where_the_user_speaks_again()
    {
        var client = new ScriptedModel(
            ScriptedModel.Calls("One.", 1, 1, ("call_1", "look", "a")),
            ScriptedModel.Calls("Two.", 1, 1, ("call_2", "look", "b")),
            ScriptedModel.Says("Hello again.")).WithConvLog();
        List<ChatMessage> history = [new(ChatRole.User, "Book a table")];
        history.AddRange((await client.GetResponseAsync(history)).Messages);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_1", "none")]));
        await client.GetResponseAsync(history);
        await client.GetResponseAsync([history[0], new(ChatRole.Assistant, "No luck."), new(ChatRole.User, "Never mind")]);

        Said().Should().Equal(("Book a table", "Two."), ("Never mind", "Hello again."));
        _chat.Sink.Turns.Should().OnlyContain(static turn => turn.EndedAt != null);
    }

    [Fact]
    public async Task A_concurrent_request_does_not_end_a_turn_that_waits_for_tool_results()
    {
        var client = new MeetingModel(parties: 1).WithConvLog();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string value) => value, "look").AsDeclarationOnly()] };
        List<ChatMessage> history = [new(ChatRole.User, "one")];
        history.AddRange((await client.GetResponseAsync(history, options)).Messages);
        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "one")]);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_one", "a table")]));
        await client.GetResponseAsync(history, options);

        _chat.Sink.Turns.OrderBy(static turn => turn.Ordinal).Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text))
            .Should().Equal(("one", "re: a table"), ("one", "re: one"));
        _chat.Sink.ModelCalls.Select(static call => call.TurnId).GroupBy(static id => id, StringComparer.Ordinal).Select(static calls => calls.Count())
            .Should().BeEquivalentTo([2, 1]);
    }

    private List<ModelCallSnapshot> ModelCallsOf(Turn turn)
        => [.. _chat.Sink.ModelCalls.Where(model => string.Equals(model.TurnId, turn.Id, StringComparison.Ordinal))];

    private IEnumerable<(string Input, string Answer)> Said()
        => _chat.Sink.Turns.Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text)).OrderBy(static said => said.Item1, StringComparer.Ordinal);

    private sealed class StreamingClient(Func<IAsyncEnumerable<ChatResponseUpdate>> answer) : DelegatingChatClient(new ScriptedModel())
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => answer();
    }
}
