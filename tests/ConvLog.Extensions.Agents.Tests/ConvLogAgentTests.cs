namespace ConvLog.Extensions.Agents.Tests;

/// <summary>A run is a turn of the user, with the real Agent Framework.</summary>
public sealed class ConvLogAgentTests : IDisposable
{
    private readonly Chat _chat = new();

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    public void Dispose() => _chat.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_is_a_turn_with_its_model_calls_and_tools(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(
            isClientLogged, "concierge", ScriptedModel.Calls("One moment.", 10, 1, ("call_1", "look", "a")), ScriptedModel.Says("Here.", 20, 2)).WithConvLog();

        await agent.AskAsync(isStreamed);

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text!.Trim(), _chat.Turn.Outcome).Should().Be(("Where?", "Here.", TurnOutcome.Completed));
        (_chat.Turn.Usage!.InputTokens, _chat.Turn.Usage.OutputTokens, _chat.Turn.AgentName).Should().Be((30, 3, "concierge"));
        _chat.ModelCalls.Select(static call => (call.Model, call.Response!.Text.Text!.Trim(), call.Response.Author)).Should().Equal(
            ("gpt-x", "One moment.", "concierge"), ("gpt-x", "Here.", "concierge"));
        var tool = _chat.Sink.FunctionEvents.Should().ContainSingle().Subject;
        (tool.Name, tool.CallId, tool.Outcome, tool.Turn).Should().Be(("look", "call_1", FunctionOutcome.Completed, _chat.Turn));
        tool.ModelCallId.Should().Be(_chat.ModelCalls[0].Id);
        _chat.Turn.Said.Select(static part => part.Text.Text!.Trim()).Should().Equal("One moment.");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_agent_as_a_tool_of_another_one_is_a_part_of_its_turn(bool isStreamed, bool isClientLogged)
    {
        var times = ScriptedAgent.Of(
            isClientLogged, "times", ScriptedModel.Calls("", 10, 1, ("call_in", "look", "a")), ScriptedModel.Says("8 pm", 10, 1)).WithConvLog();
        ScriptedModel model = new(
            ScriptedModel.Answers(
                [new FunctionCallContent("call_out", "times", new Dictionary<string, object?>(StringComparer.Ordinal) { ["query"] = "when" })], 10, 1),
            ScriptedModel.Says("At 8 pm.", 10, 1));

        await ScriptedAgent.Of(model, isClientLogged, "concierge", times.AsAIFunction()).WithConvLog().AskAsync(isStreamed);

        (_chat.Turn.AgentResponse.Text!.Trim(), _chat.Turn.AgentName).Should().Be(("At 8 pm.", "concierge"));
        _chat.Turn.Usage!.InputTokens.Should().Be(40);
        _chat.ModelCalls.Should().HaveCount(4).And.OnlyContain(call => call.TurnId == _chat.Turn.Id);
        _chat.Call("call_in").Parent.Should().Be(_chat.Call("call_out"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_that_fails_ends_its_turn_at_once(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Calls("", 10, 1, ("call_1", "look", "a")),
            ScriptedModel.Throws(new InvalidOperationException("down"))).WithConvLog();

        await agent.Invoking(agent => agent.AskAsync(isStreamed)).Should().ThrowAsync<InvalidOperationException>().WithMessage("down");

        (_chat.Turn.Outcome, _chat.Turn.ErrorType).Should().Be((TurnOutcome.Failed, "System.InvalidOperationException"));
        _chat.Turn.EndedAt.Should().NotBeNull();
        (_chat.Turn.Usage?.InputTokens).Should().Be(isStreamed || isClientLogged ? 10 : null, "a run that threw tells nothing of what it took");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_that_its_caller_cancels_ends_its_turn_as_canceled(bool isStreamed, bool isClientLogged)
    {
        using CancellationTokenSource canceling = new();
        ScriptedModel model = new(ScriptedModel.Says("Never", 10)) { Asked = canceling.Cancel };

        await ScriptedAgent.Of(model, isClientLogged).WithConvLog().Invoking(agent => agent.AskAsync(isStreamed, cancellationToken: canceling.Token)).Should()
            .ThrowAsync<OperationCanceledException>();

        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.Text).Should().Be((TurnOutcome.Canceled, ""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_who_leaves_a_stream_interrupted_it(bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Says("One two three", 10)).WithConvLog();
        await foreach (var update in agent.RunStreamingAsync("Where?"))
        {
            if (update.Text.StartsWith("two", StringComparison.Ordinal))
            {
                break;
            }
        }

        (_chat.Turn.IsInterrupted, _chat.Turn.Heard.Text!.Trim(), _chat.Turn.Outcome).Should().Be((true, "One two", TurnOutcome.Canceled));
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Outcome, call.CancelReason, call.Response!.Text.Text!.Trim()).Should().Be((FunctionOutcome.Canceled, _chat.Turn.CancelReason, "One two"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Middleware_that_leaves_a_stream_is_no_interruption(bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Says("One two three", 10)).AsBuilder().Use(runFunc: null,
            static (messages, session, options, next, token) => next.RunStreamingAsync(messages, session, options, token).Take(2)).Build().WithConvLog();

        await agent.AskAsync(isStreamed: true);

        (_chat.Turn.IsInterrupted, _chat.Turn.AgentResponse.Text!.Trim(), _chat.Turn.Outcome).Should().Be((false, "One two", TurnOutcome.Completed));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_answer_changed_by_middleware_is_recorded_as_the_user_saw_it(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Says("Secret", 10)).AsBuilder().Use(
            static async (messages, session, options, next, token) =>
            {
                var response = await next.RunAsync(messages, session, options, token);
                response.Messages[0].Contents = [new TextContent("Removed")];
                return response;
            },
            static (messages, session, options, next, token) => Removed(next.RunStreamingAsync(messages, session, options, token))).Build().WithConvLog();

        (await agent.AskAsync(isStreamed)).Should().Be(_chat.Turn.AgentResponse.Text).And.StartWith("Removed");

        _chat.ModelCalls.Should().ContainSingle();
        _chat.Turn.Usage!.InputTokens.Should().Be(10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_that_middleware_holds_back_belongs_to_its_own_round(bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(
            isClientLogged, "concierge", ScriptedModel.Calls("One moment.", 10, 1, ("call_1", "look", "a")), ScriptedModel.Says("Here.", 20, 2)).AsBuilder()
            .Use(runFunc: null, static (messages, session, options, next, token) => Late(next.RunStreamingAsync(messages, session, options, token))).Build();

        await agent.WithConvLog().AskAsync(isStreamed: true);

        _chat.ModelCalls.Select(static call => call.Response!.Text.Text!.Trim()).Should().Equal("One moment.", "Here.");
        _chat.Turn.Usage!.InputTokens.Should().Be(30);
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_answer_of_middleware_is_a_turn_without_a_model_call(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge").AsBuilder().Use(
            static (_, _, _, _, _) => Task.FromResult(new AgentResponse(new ChatMessage(ChatRole.Assistant, "Closed"))),
            static (_, _, _, _, _) => new AgentResponse(new ChatMessage(ChatRole.Assistant, "Closed")).ToAgentResponseUpdates().ToAsyncEnumerable())
            .Build().WithConvLog();

        await agent.AskAsync(isStreamed);

        (_chat.Turn.AgentResponse.Text, _chat.Turn.Outcome).Should().Be(("Closed", TurnOutcome.Completed));
        _chat.ModelCalls.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_in_an_open_turn_or_function_is_a_part_of_it(bool isStreamed, bool isClientLogged)
    {
        using var turn = _chat.Conversation.BeginTurn("Hi");
        await ScriptedAgent.Of(isClientLogged, "one", ScriptedModel.Says("One", 10)).WithConvLog().AskAsync(isStreamed);
        turn.AgentName.Should().Be("one");
        turn.AgentName = null;
        using (_chat.Conversation.BeginFunction("search"))
        {
            await ScriptedAgent.Of(isClientLogged, "two", ScriptedModel.Says("Two", 10)).WithConvLog().AskAsync(isStreamed);
        }

        turn.AgentName.Should().BeNull("it only has a part in a function");

        turn.EndedAt.Should().BeNull();
        turn.Complete("Done");
        _chat.Turn.Should().Be(turn);
        _chat.Turn.AgentResponse.Text.Should().Be("Done");
        _chat.ModelCalls.Should().HaveCount(2).And.OnlyContain(call => call.TurnId == turn.Id);
        _chat.ModelCalls[1].FunctionEventId.Should().Be(_chat.Sink.FunctionEvents.Single().Id);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_agent_that_is_logged_twice_is_logged_once(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Calls("", 10, 1, ("call_1", "look", "a")), ScriptedModel.Says("Here.", 20));

        await agent.WithConvLog().WithConvLog().AskAsync(isStreamed);

        _chat.Turn.Usage!.InputTokens.Should().Be(30);
        _chat.ModelCalls.Should().HaveCount(2);
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Several_messages_of_the_user_are_its_input_and_context_is_not(bool isStreamed, bool isClientLogged)
    {
        var agent = ScriptedAgent.Of(isClientLogged, "concierge", ScriptedModel.Says("Here.")).WithConvLog();
        ChatMessage context = new(ChatRole.User, "A document");
        context = context.WithAgentRequestMessageSource(AgentRequestMessageSourceType.AIContextProvider, "documents");
        ChatMessage[] messages = [new(ChatRole.User, "Order 12."), context, new(ChatRole.User, "Where is it?")];

        if (isStreamed)
        {
            await foreach (var update in agent.RunStreamingAsync(messages))
            {
                GC.KeepAlive(update);
            }
        }
        else
        {
            await agent.RunAsync(messages);
        }

        _chat.Turn.UserInput.Text.Should().Be("Order 12.\nWhere is it?");
    }

    // All but the first part.
    private static async IAsyncEnumerable<AgentResponseUpdate> Late(IAsyncEnumerable<AgentResponseUpdate> updates)
    {
        List<AgentResponseUpdate> late = [];
        await foreach (var update in updates)
        {
            if (late.Count == 0 && update.Text.Length > 0)
            {
                late.Add(new AgentResponseUpdate(ChatRole.Assistant, []));
                yield return update;
            }
            else
            {
                late.Add(update);
            }
        }

        foreach (var update in late)
        {
            yield return update;
        }
    }

    private static async IAsyncEnumerable<AgentResponseUpdate> Removed(IAsyncEnumerable<AgentResponseUpdate> updates)
    {
        await foreach (var update in updates)
        {
            if (update.Text.Length > 0)
            {
                update.Contents = [new TextContent("Removed")];
            }

            yield return update;
        }
    }
}
