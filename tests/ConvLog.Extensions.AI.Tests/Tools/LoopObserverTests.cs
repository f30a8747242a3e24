using System.Globalization;

namespace ConvLog.Extensions.AI.Tests.Tools;

/// <summary>Tools that a loop invokes are recorded by the loop's hook and are not wrapped.</summary>
public sealed class LoopObserverTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create(
        (string value) =>
        {
            Conversation.Current!.Log.Info("Looking");
            return "found " + value;
        },
        "look");

    [Theory]
    [InlineData("offered", false)]
    [InlineData("offered", true)]
    [InlineData("additional", false)]
    [InlineData("additional", true)]
    [InlineData("added", false)]
    [InlineData("added", true)]
    [InlineData("logged", false)]
    [InlineData("logged", true)]
    public async Task Each_tool_that_runs_is_one_observed_event_with_its_entries(string how, bool isStreamed)
    {
        var load = AIFunctionFactory.Create((string value) => FunctionInvokingChatClient.CurrentContext!.Options!.Tools!.Add(_look), "load");
        var loop = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_0", "load", "")), ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")),
            ScriptedModel.Says("ok")));
        loop.AdditionalTools = how is "additional" ? [_look] : null;
        await Chat.AskAsync(loop.WithConvLog(), isStreamed, "Hi", new ChatOptions
        {
            Tools = how switch { "offered" => [load, _look], "logged" => [load, .. new[] { _look }.WithConvLog()], _ => [load] },
        });

        var call = _chat.Call("call_1");
        (call.Outcome, call.IsUnobserved, call.Result!.Value.Value).Should().Be((FunctionOutcome.Completed, false, "found a"));
        call.Duration.Should().NotBeNull();
        call.Entries.Should().ContainSingle();
        _chat.Sink.FunctionEvents.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_hosts_own_invoker_is_called_as_before(bool isStreamed)
    {
        var loop = Loop(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")));
        var asked = new List<string>();
        loop.FunctionInvoker = (context, _) =>
        {
            asked.Add(context.CallContent.CallId);
            return new ValueTask<object?>("from the cache");
        };
        await Chat.AskAsync(loop.WithConvLog(), isStreamed, "Hi", new ChatOptions { Tools = [_look] });

        asked.Should().Equal("call_1");
        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Result!.Value.Value).Should().Be((FunctionOutcome.Completed, "from the cache"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_of_the_hosts_invoker_reaches_the_host_unchanged(bool isAsync)
    {
        var thrown = new InvalidOperationException("no");
        var loop = Loop(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")));
        loop.MaximumConsecutiveErrorsPerRequest = 0;
        loop.FunctionInvoker = isAsync
            ? async (_, _) =>
            {
                await Task.Yield();
                throw thrown;
            }
            : (_, _) => throw thrown;

        var asking = () => loop.WithConvLog().GetResponseAsync("Hi", new ChatOptions { Tools = [_look] });
        (await asking.Should().ThrowAsync<InvalidOperationException>()).Which.Should().BeSameAs(thrown);
        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error).Should().Be((FunctionOutcome.Failed, "no"));
    }

    [Fact]
    public async Task A_tool_removed_by_the_host_during_the_loop_no_longer_runs()
    {
        int paid = 0;
        var pay = AIFunctionFactory.Create((string value) => ++paid, "pay");
        ChatOptions options = new();
        var revoke = AIFunctionFactory.Create((string value) => options.Tools!.Remove(pay), "revoke");
        options.Tools = [pay, revoke];
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "revoke", "")), ScriptedModel.Calls("", 1, 1, ("call_2", "pay", "12")),
            ScriptedModel.Says("ok"));
        await new ToolLoop(model).WithConvLog().GetResponseAsync("Hi", options);

        paid.Should().Be(0);
        (_chat.Call("call_2").Outcome, _chat.Call("call_2").Error).Should().Be((FunctionOutcome.Failed, "Error: Requested function \"pay\" not found."));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Options_and_tools_reach_the_model_as_the_hosts_own_objects(bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("ok"));
        ChatOptions options = new() { Tools = [_look] };
        await Chat.AskAsync(new ToolLoop(model.WithConvLog()).WithConvLog(), isStreamed, "Hi", options);

        model.Options.Should().HaveCount(2).And.OnlyContain(given => ReferenceEquals(given, options));
        options.Tools.Should().Equal(_look);
    }

    [Fact]
    public async Task A_loop_inside_of_two_clients_makes_one_event_of_each_call_and_none_where_it_is_used_without_them()
    {
        var loop = Loop(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")));
        _ = loop.WithConvLog();
        await loop.WithConvLog().WithConvLog().GetResponseAsync("Hi", new ChatOptions { Tools = [_look] });
        _chat.Sink.FunctionEvents.Should().ContainSingle();

        var other = Loop(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")));
        _ = other.WithConvLog();
        await other.GetResponseAsync("Hi", new ChatOptions { Tools = [_look] });
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    public async Task A_conversation_by_delegate_reaches_the_tools(string order, bool isStreamed)
    {
        var sink = new InMemorySink();
        var other = new Conversation(new ConversationInfo("other"), sink);
        ConvLogChatOptions logging = new() { Conversation = _ => other };
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("ok"));
        var client = order is "outer" ? new ToolLoop(model).WithConvLog(logging) : new ToolLoop(model.WithConvLog(logging));
        AITool[] tools = [_look];
        await Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Tools = order is "outer" ? tools : tools.WithConvLog() });

        var call = sink.FunctionEvents.Should().ContainSingle().Subject;
        (call.CallId, call.Outcome, call.IsUnobserved).Should().Be(("call_1", FunctionOutcome.Completed, false));
        call.Entries.Should().ContainSingle();
        sink.Turns.Should().ContainSingle().Which.AgentResponse.Text.Trim().Should().Be("ok");
        _chat.Sink.Turns.Should().BeEmpty();
        _chat.Sink.Entries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    public async Task A_tool_that_ends_the_loop_ends_the_turn_and_the_next_turn_has_no_event_of_it(string order, bool isStreamed)
    {
        var stop = AIFunctionFactory.Create((string value) => FunctionInvokingChatClient.CurrentContext!.Terminate = true, "stop");
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "stop", "a")), ScriptedModel.Says("ok"));
        var client = order is "outer" ? new ToolLoop(model).WithConvLog() : new ToolLoop(model.WithConvLog());
        ChatOptions options = new() { Tools = order is "outer" ? [stop] : new[] { stop }.WithConvLog() };
        List<ChatMessage> history = [new(ChatRole.User, "Hi")];
        history.AddMessages(isStreamed
            ? await client.GetStreamingResponseAsync(history, options).ToChatResponseAsync() : await client.GetResponseAsync(history, options));
        (_chat.Turn.Outcome, _chat.Turn.EndedAt is null).Should().Be((TurnOutcome.Completed, false));

        await client.GetResponseAsync([.. history, new ChatMessage(ChatRole.User, "And now?")], options);
        _chat.Sink.Turns.Should().HaveCount(2);
        _chat.Sink.FunctionEvents.Should().ContainSingle().Which.Turn.Should().BeSameAs(_chat.Sink.Turns[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parallel_calls_with_one_ID_are_one_event_each(bool isLogged)
    {
        var calls = Enumerable.Range(0, 1_000).Select(static i => ("call", "look", (object?)i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var loop = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, calls), ScriptedModel.Says("ok")), isParallel: true);
        await loop.WithConvLog().GetResponseAsync("Hi", new ChatOptions { Tools = isLogged ? new[] { _look }.WithConvLog() : [_look] });

        _chat.Sink.FunctionEvents.Should().HaveCount(1_000).And.OnlyContain(static call => call.Outcome == FunctionOutcome.Completed && !call.IsUnobserved);
        _chat.Sink.FunctionEvents.Select(static call => call.Arguments["value"]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_unlogged_agent_in_a_tool_is_independent_of_the_outer_request()
    {
        var agent = Loop(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "inside"), ("call_2", "look", "inside")));
        var ask = AIFunctionFactory.Create((string value) => agent.GetResponseAsync("Hi", new ChatOptions { Tools = new[] { _look }.WithConvLog() }), "ask");
        var model = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "ask", "a"), ("call_2", "look", "outside")), ScriptedModel.Says("ok"));
        await new ToolLoop(model).WithConvLog().GetResponseAsync("Hi", new ChatOptions { Tools = [ask, _look] });

        _chat.Sink.FunctionEvents.Select(static call => $"{call.Name} {call.CallId} {call.Parent?.Name} {call.Arguments["value"]}").Should().BeEquivalentTo(
            "ask call_1  a", "look call_1 ask inside", "look call_2 ask inside", "look call_2  outside");
        _chat.ModelCalls.Should().HaveCount(2);
        _chat.ModelCalls[0].Response!.ToolCalls.Should().HaveCount(2);
    }

    public void Dispose() => _chat.Dispose();

    private static ToolLoop Loop(ScriptedModel.Step first) => new(new ScriptedModel(first, ScriptedModel.Says("ok")));
}
