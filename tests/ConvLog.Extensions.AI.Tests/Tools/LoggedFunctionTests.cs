namespace ConvLog.Extensions.AI.Tests.Tools;

/// <summary>Tools whose invocations are function events.</summary>
public sealed class LoggedFunctionTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create((string value) => "found " + value, "look");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invocation_is_a_function_event_of_the_turn(bool isStreamed)
    {
        await Chat.AskAsync(Client(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "Rosso"))), isStreamed, "Hi", new ChatOptions { Tools = [_look] });

        var call = _chat.Call("call_1");
        call.Name.Should().Be("look");
        call.Arguments["value"].Should().Be("Rosso");
        call.Result!.Value.Value.Should().Be("found Rosso");
        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Turn.Should().BeSameAs(_chat.Turn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_event_has_its_model_call_where_the_response_is_streamed_or_logged_inside(bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Calls("", 1, 1, ("call_2", "look", "b")),
            ScriptedModel.Says("ok"));
        var client = new ToolLoop(isStreamed ? model : model.WithConvLog()).WithConvLog();
        await Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Tools = [_look] });

        _chat.Call("call_1").ModelCallId.Should().Be(_chat.ModelCalls[0].Id);
        _chat.Call("call_2").ModelCallId.Should().Be(_chat.ModelCalls[1].Id);
    }

    [Fact]
    public async Task Parallel_invocations_do_not_mix()
    {
        int started = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = AIFunctionFactory.Create(async (int value) =>
        {
            Conversation.Current!.Log.Info("Before", ("value", value));
            if (Interlocked.Increment(ref started) == 20)
            {
                all.SetResult();
            }

            await all.Task;
            Conversation.Current!.Log.Info("After", ("value", value));
            return value;
        }, "look");
        var calls = Enumerable.Range(1, 20).Select(static i => ($"call_{i}", "look", (object?)i)).ToArray();
        var client = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, calls), ScriptedModel.Says("ok")), isParallel: true).WithConvLog();
        await client.GetResponseAsync("Hi", new ChatOptions { Tools = [tool] });

        foreach (int i in Enumerable.Range(1, 20))
        {
            _chat.Call($"call_{i}").Entries.Select(static entry => entry.Fields["value"]).Should().Equal((long)i, (long)i);
            _chat.Call($"call_{i}").Parent.Should().BeNull();
        }
    }

    [Fact]
    public async Task An_exception_of_a_tool_is_its_outcome_and_reaches_the_loop()
    {
        var pay = AIFunctionFactory.Create(string (string value) => throw new InvalidOperationException("card declined"), "pay");
        var response = await Client(ScriptedModel.Calls("", 1, 1, ("call_1", "pay", "12"))).GetResponseAsync("Hi", new ChatOptions { Tools = [pay] });

        response.Messages.SelectMany(static message => message.Contents).OfType<FunctionResultContent>().Single().Exception!.Message
            .Should().Be("card declined");
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Failed);
        _chat.Call("call_1").Error.Should().Be("card declined");
        _chat.Turn.Error.Should().BeNull("the model answered");
    }

    [Fact]
    public async Task A_tool_that_hangs_runs_until_it_is_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wait = AIFunctionFactory.Create(
            async (string value, CancellationToken token) =>
            {
                hung.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            },
            "wait");
        var request = Client(ScriptedModel.Calls("", 1, 1, ("call_1", "wait", "12")))
            .GetResponseAsync("Hi", new ChatOptions { Tools = [wait] }, cancellation.Token);
        await hung.Task;
        _chat.Call("call_1").Outcome.Should().BeNull("it runs");

        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => request).Should().ThrowAsync<OperationCanceledException>();
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Canceled);
    }

    [Fact]
    public async Task Arguments_that_do_not_bind_fail_the_event()
    {
        var count = AIFunctionFactory.Create((int value) => value, "count");
        await Client(ScriptedModel.Calls("", 1, 1, ("call_1", "count", "many"))).GetResponseAsync("Hi", new ChatOptions { Tools = [count] });

        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Failed);
        _chat.Call("call_1").Arguments["value"].Should().Be("many");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_tool_is_a_failed_event(bool isStreamed)
    {
        await Chat.AskAsync(Client(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"), ("call_2", "nope", "b"))), isStreamed, "Hi",
            new ChatOptions { Tools = [_look] });

        var call = _chat.Call("call_2");
        call.Name.Should().Be("nope");
        call.Outcome.Should().Be(FunctionOutcome.Failed);
        call.Error.Should().Contain("not found");
        call.Arguments["value"].Should().Be("b");
        _chat.Sink.FunctionEvents.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_unknown_tool_in_an_agents_loop_is_a_failed_event_too()
    {
        var agent = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"), ("call_2", "nope", "b")),
            ScriptedModel.Says("ok")).WithConvLog());
        await agent.GetResponseAsync("Hi", new ChatOptions { Tools = new[] { _look }.WithConvLog() });

        _chat.Call("call_2").Outcome.Should().Be(FunctionOutcome.Failed);
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Sink.FunctionEvents.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_waits_for_an_approval_whose_tool_then_runs_or_is_declined(bool isApproved)
    {
        var pay = new ApprovalRequiredAIFunction(AIFunctionFactory.Create((string value) => "paid " + value, "pay"));
        var client = Client(ScriptedModel.Calls("May I?", 1, 1, ("call_1", "pay", "12")));
        ChatOptions options = new() { Tools = [pay] };
        var asked = await client.GetResponseAsync("Pay", options);
        _chat.Sink.FunctionEvents.Should().BeEmpty("the user has not answered yet");
        _chat.Turn.Outcome.Should().Be(TurnOutcome.Waiting);
        _chat.Turn.WaitsFor.Should().Be(new TurnWait(TurnWaitKind.Approval, "call_1") { Name = "pay" });
        _chat.ModelCalls.Should().ContainSingle().Which.Response!.ToolCalls.Should().ContainSingle().Which.Name.Should().Be("pay");

        var request = asked.Messages.SelectMany(static message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        await client.GetResponseAsync(
            [new(ChatRole.User, "Pay"), .. asked.Messages, new(ChatRole.User, [request.CreateResponse(isApproved, "so it is")])], options);

        var call = _chat.Call("call_1");
        call.Outcome.Should().Be(isApproved ? FunctionOutcome.Completed : FunctionOutcome.Declined);
        call.Approval.Should().BeEquivalentTo(new
        {
            Decision = isApproved ? ApprovalDecision.Granted : ApprovalDecision.Declined, Reason = isApproved ? null : "so it is",
        });
        call.Approval!.AskedAt.Should().NotBeNull();
        call.Turn.Should().BeSameAs(_chat.Sink.Turns.Should().ContainSingle().Subject);
        _chat.ModelCalls.Should().HaveCount(2, "the calls that were put back are no round of their own");
        _chat.Turn.Should().BeEquivalentTo(new { Outcome = TurnOutcome.Completed, WaitsFor = (TurnWait?)null });
        _chat.Turn.AgentResponse.Text.Should().Be("ok");
    }

    [Fact]
    public async Task A_tool_is_logged_once_however_often_it_is_wrapped()
    {
        var tools = new AITool[] { _look }.WithConvLog().WithConvLog();
        tools[0].Should().BeSameAs(new[] { tools[0] }.WithConvLog()[0]);
        ChatOptions options = new() { Tools = [new ApprovedFunction((AIFunction)tools[0])] };
        await Client(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog().GetResponseAsync("Hi", options);

        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Fact]
    public async Task Called_by_the_host_itself_it_is_logged_where_a_conversation_is_current()
    {
        var tool = (AIFunction)new AITool[] { _look }.WithConvLog()[0];
        (await tool.InvokeAsync(Value("a")))!.ToString().Should().Be("found a");
        _chat.Sink.FunctionEvents.Should().ContainSingle().Which.CallId.Should().BeNull();

        _chat.Dispose();
        (await tool.InvokeAsync(Value("b")))!.ToString().Should().Be("found b");
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Fact]
    public void A_tool_that_is_not_invocable_is_unchanged()
    {
        var hosted = new HostedWebSearchTool();
        new AITool[] { hosted, _look.AsDeclarationOnly() }.WithConvLog()[0].Should().BeSameAs(hosted);
    }

    [Fact]
    public async Task The_model_sees_the_same_tools_and_the_hosts_options_are_unchanged()
    {
        var model = new ScriptedModel(ScriptedModel.Says("ok"));
        ChatOptions options = new() { Tools = [_look, new HostedWebSearchTool()] };
        await model.WithConvLog().GetResponseAsync("Hi", options);

        options.Tools[0].Should().BeSameAs(_look);
        var seen = model.Options[0]!.Tools!;
        seen.Select(static tool => tool.Name).Should().Equal(options.Tools.Select(static tool => tool.Name));
        ((AIFunction)seen[0]).JsonSchema.ToString().Should().Be(_look.JsonSchema.ToString());
    }

    [Fact]
    public async Task A_file_returned_by_a_tool_is_logged_by_its_media_type()
    {
        var draw = AIFunctionFactory.Create((string value) => new DataContent(new byte[100], "image/png"), "draw");
        await Client(ScriptedModel.Calls("", 1, 1, ("call_1", "draw", "a"))).GetResponseAsync("Hi", new ChatOptions { Tools = [draw] });

        _chat.Call("call_1").Result!.Value.Value.Should().Be("[image/png]");
    }

    public void Dispose() => _chat.Dispose();

    private static AIFunctionArguments Value(string value) => new(StringComparer.Ordinal) { ["value"] = value };

    private static IChatClient Client(ScriptedModel.Step first) => new ToolLoop(new ScriptedModel(first, ScriptedModel.Says("ok"))).WithConvLog();

    private sealed class ApprovedFunction(AIFunction inner) : DelegatingAIFunction(inner);
}
