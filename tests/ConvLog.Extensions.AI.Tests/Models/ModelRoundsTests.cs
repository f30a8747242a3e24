namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Model rounds, logged outside and inside the loop.</summary>
public sealed class ModelRoundsTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create(async (string value) =>
    {
        await Task.Yield();
        return "found " + value;
    }, "look");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_round_is_a_model_call_with_its_request_and_response(bool isStreamed)
    {
        await Chat.AskAsync(new ToolLoop(ThreeRounds()).WithConvLog(), isStreamed, "Book a table", new ChatOptions { Tools = [_look] });

        ShouldBeThreeRounds();
        _chat.Turn.Usage!.InputTokens.Should().Be(450);
        _chat.Turn.Usage.OutputTokens.Should().Be(38);
        if (isStreamed)
        {
            _chat.ModelCalls.Select(static call => call.Usage!.InputTokens).Should().Equal(100, 150, 200);
            _chat.ModelCalls.Select(static call => call.FinishReason).Should().Equal("tool_calls", "tool_calls", "stop");
            _chat.ModelCalls.Should().OnlyContain(static call => call.TimeToFirstToken != null);
        }
        else
        {
            _chat.ModelCalls.Select(static call => call.Usage?.InputTokens).Should().Equal([null, null, 450], "the loop adds them up");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_also_logged_inside_the_loop_each_round_has_its_own_usage(bool isStreamed)
    {
        var client = new ToolLoop(ThreeRounds().WithConvLog()).WithConvLog();
        await Chat.AskAsync(client, isStreamed, "Book a table", new ChatOptions { Tools = [_look] });

        ShouldBeThreeRounds();
        _chat.ModelCalls.Select(static call => call.Usage!.InputTokens).Should().Equal(100, 150, 200);
        _chat.ModelCalls.Select(static call => call.FinishReason).Should().Equal("tool_calls", "tool_calls", "stop");
        _chat.Turn.Usage!.InputTokens.Should().Be(450);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inside_of_the_loop_of_an_agent_it_adds_model_calls_to_the_open_turn(bool isStreamed)
    {
        using (var turn = _chat.Conversation.BeginTurn("Book a table"))
        {
            await Chat.AskAsync(new ToolLoop(ThreeRounds().WithConvLog()), isStreamed, "Book a table",
                new ChatOptions { Tools = new[] { _look }.WithConvLog() });
            turn.Complete("Booked.");
        }

        ShouldBeThreeRounds();
        _chat.ModelCalls.Select(static call => call.Usage!.InputTokens).Should().Equal(100, 150, 200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_turn_of_the_host_the_first_round_begins_one_and_the_last_ends_it(bool isStreamed)
    {
        var agent = new ToolLoop(ThreeRounds().WithConvLog());
        await Chat.AskAsync(agent, isStreamed, "Book a table", new ChatOptions { Tools = new[] { _look }.WithConvLog() });

        ShouldBeThreeRounds();
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("Booked.");
        _chat.Turn.EndedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task A_turn_that_waits_for_answers_ends_where_the_user_speaks_again()
    {
        var client = new ScriptedModel(ScriptedModel.Calls("Let me look.", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("Hello again.")).WithConvLog();
        await client.GetResponseAsync("Book a table");
        _chat.Turn.EndedAt.Should().BeNull("the model waits for the result of call_1");
        await client.GetResponseAsync("Never mind");

        _chat.Sink.Turns.Select(static turn => (turn.UserInput.Text, turn.AgentResponse.Text))
            .Should().Equal(("Book a table", "Let me look."), ("Never mind", "Hello again."));
        _chat.Sink.Turns.Should().OnlyContain(static turn => turn.EndedAt != null);
    }

    [Fact]
    public async Task An_answer_to_calls_of_another_opening_is_a_turn_the_store_can_merge()
    {
        await new ScriptedModel(ScriptedModel.Says("Booked.", 7, 2)).WithConvLog().GetResponseAsync(
            [new(ChatRole.User, "Book"), new(ChatRole.Assistant, [new FunctionCallContent("call_1", "look")]), new(ChatRole.Tool,
                [new FunctionResultContent("call_1", "ok")])]);

        _chat.Turn.AgentResponse.Text.Should().Be("Booked.");
        _chat.Turn.Usage!.InputTokens.Should().Be(7);
        _chat.Sink.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_sub_agent_in_a_tool_adds_its_model_calls_to_the_turn_under_the_tool()
    {
        var inner = new ScriptedModel(ScriptedModel.Says("It is sunny.", 5, 5)).WithConvLog();
        var ask = AIFunctionFactory.Create(async (string value) => (await inner.GetResponseAsync("Weather in " + value)).Text, "ask");
        await new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "ask", "Rome")), ScriptedModel.Says("Sunny."))).WithConvLog()
            .GetResponseAsync("Weather?", new ChatOptions { Tools = [ask] });

        _chat.Turn.AgentResponse.Text.Should().Be("Sunny.");
        _chat.Sink.ModelCalls.Should().HaveCount(3);
        _chat.Sink.ModelCalls.Should().ContainSingle(call => call.FunctionEventId == _chat.Call("call_1").Id).Which.Response!.Text.Text
            .Should().Be("It is sunny.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_fails_in_the_second_round_fails_that_call(bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Throws(new TimeoutException("slow")));
        var client = new ToolLoop(model).WithConvLog();
        await client.Invoking(client => Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Tools = [_look] })).Should().ThrowAsync<TimeoutException>();

        _chat.ModelCalls.Select(static call => call.Outcome).Should().Equal(FunctionOutcome.Completed, FunctionOutcome.Failed);
        _chat.ModelCalls[1].StartedAt.Should().BeOnOrAfter(_chat.Call("call_1").StartedAt);
        _chat.Turn.ErrorType.Should().Be("System.TimeoutException");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_of_a_tool_that_ends_the_loop_fails_no_model_call(bool isStreamed)
    {
        var stop = AIFunctionFactory.Create(string (string value) => throw new OperationCanceledException("stop"), "stop");
        var loop = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "stop", "a")))) { MaximumConsecutiveErrorsPerRequest = 0 };
        var client = loop.WithConvLog();
        await client.Invoking(client => Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Tools = [stop] }))
            .Should().ThrowAsync<OperationCanceledException>();

        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Failed, "no caller canceled it");
        _chat.Turn.ErrorType.Should().Be("System.OperationCanceledException");
    }

    public static TheoryData<string, string, bool> RepeatedIds()
    {
        TheoryData<string, string, bool> all = [];
        foreach (string id in new[] { "call_1", "", "look" })
        {
            foreach (string order in new[] { "outer", "inner", "both" })
            {
                all.Add(id, order, false);
                all.Add(id, order, true);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(RepeatedIds))]
    public async Task Calls_with_one_ID_belong_each_to_its_round(string id, string order, bool isStreamed)
    {
        var model = new ScriptedModel(
            ScriptedModel.Calls("One.", 1, 1, (id, "look", "a")), ScriptedModel.Calls("Two.", 2, 1, (id, "look", "b"), (id, "look", "c")),
            ScriptedModel.Calls("Three.", 3, 1, (id, "look", "d")), ScriptedModel.Says("Booked.", 4, 1));
        var loop = new FunctionInvokingChatClient(order is "outer" ? model : model.WithConvLog()) { AllowConcurrentInvocation = true };
        ChatOptions options = new() { Tools = order is "inner" ? new[] { _look }.WithConvLog() : [_look] };
        await Chat.AskAsync(order is "inner" ? loop : loop.WithConvLog(), isStreamed, "Book", options);

        _chat.ModelCalls.Select(static call => call.Response!.Text.Text.Trim()).Should().Equal("One.", "Two.", "Three.", "Booked.");
        _chat.ModelCalls.Select(static call => call.Request.Count).Should().Equal(1, 3, 6, 8);
        var ids = _chat.ModelCalls.Select(static call => call.Id).ToList();
        _chat.Sink.FunctionEvents.OrderBy(static call => call.Arguments["value"]).Select(call => (call.Outcome, Round: ids.IndexOf(call.ModelCallId!))).Should()
            .Equal((FunctionOutcome.Completed, 0), (FunctionOutcome.Completed, 1), (FunctionOutcome.Completed, 1), (FunctionOutcome.Completed, 2));
        (_chat.Turn.AgentResponse.Text.Trim(), _chat.Turn.EndedAt is null).Should().Be(("Booked.", false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_whose_ID_was_answered_in_an_earlier_round_waits_for_the_caller(bool isStreamed)
    {
        var ask = AIFunctionFactory.Create((string value) => value, "ask").AsDeclarationOnly();
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Calls("", 1, 1, ("call_1", "ask", "b")));
        await Chat.AskAsync(new FunctionInvokingChatClient(model).WithConvLog(), isStreamed, "Book", new ChatOptions { Tools = [_look, ask] });

        _chat.ModelCalls.Should().HaveCount(2);
        _chat.Turn.EndedAt.Should().BeNull("the caller answers the second");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_approved_call_whose_ID_comes_again_is_a_round_of_its_own(bool isStreamed)
    {
        var model = new ScriptedModel(
            ScriptedModel.Calls("", 1, 1, ("call_1", "pay", "a")), ScriptedModel.Calls("And", 2, 1, ("call_1", "look", "b")),
            ScriptedModel.Says("Booked.", 3, 1));
        var client = new FunctionInvokingChatClient(model).WithConvLog();
        var pay = AIFunctionFactory.Create((string value) => "paid " + value, "pay");
        ChatOptions options = new() { Tools = [new ApprovalRequiredAIFunction(pay), _look] };
        var asked = await client.GetResponseAsync("Book", options);
        var request = asked.Messages.SelectMany(static message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        ChatMessage[] messages = [new(ChatRole.User, "Book"), .. asked.Messages, new(ChatRole.User, [request.CreateResponse(true)])];
        if (isStreamed)
        {
            await Chat.ReadAsync(client.GetStreamingResponseAsync(messages, options));
        }
        else
        {
            await client.GetResponseAsync(messages, options);
        }

        _chat.ModelCalls.Select(static call => call.Response!.Text.Text.Trim()).Should().Equal("", "And", "Booked.");
        _chat.Sink.FunctionEvents.Select(static call => (call.Name, call.Outcome)).Should()
            .Equal(("pay", FunctionOutcome.Completed), ("look", FunctionOutcome.Completed));
    }

    public void Dispose() => _chat.Dispose();

    private static ScriptedModel ThreeRounds() => new(
        ScriptedModel.Calls("Let me look.", 100, 20, ("call_1", "look", "Rosso"), ("call_2", "look", "Verde")),
        ScriptedModel.Calls("", 150, 10, ("call_3", "look", "Nero")),
        ScriptedModel.Says("Booked.", 200, 8));

    private void ShouldBeThreeRounds()
    {
        _chat.Turn.UserInput.Text.Should().Be("Book a table");
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("Booked.");
        var calls = _chat.ModelCalls;
        calls.Should().HaveCount(3).And.OnlyContain(call => call.TurnId == _chat.Turn.Id && call.Outcome == FunctionOutcome.Completed);
        calls.Select(static call => string.Join(' ', call.Request.Select(static message => message.Role))).Should().Equal(
            "User", "User Assistant Tool Tool", "User Assistant Tool Tool Assistant Tool");
        calls.Select(static call => string.Join(' ', call.Response!.ToolCalls.Select(static tool => tool.CallId)))
            .Should().Equal("call_1 call_2", "call_3", "");
        calls.Select(static call => call.Response!.Text.Text.Trim()).Should().Equal("Let me look.", "", "Booked.");
        calls[1].Request[2].Text.Text.Should().Be("found Rosso");
        calls.Should().OnlyContain(static call => call.Parameters!.Tools.Single() == "look");
        foreach (string id in new[] { "call_1", "call_2" })
        {
            (calls[0].StartedAt + calls[0].Duration).Should().BeOnOrBefore(_chat.Call(id).StartedAt.AddMilliseconds(1));
            calls[1].StartedAt.Should().BeOnOrAfter(_chat.Call(id).StartedAt + _chat.Call(id).Duration!.Value - TimeSpan.FromMilliseconds(1));
        }
    }
}
