using System.Text.Json;

namespace ConvLog.Extensions.AI.Tests.Tools;

/// <summary>Calls whose execution was not observed: the result sent to the model creates one event.</summary>
public sealed class ToolCallsTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly AIFunction _look = AIFunctionFactory.Create((string value) => "found " + value, "look");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_whose_run_was_not_seen_is_completed_and_unobserved(bool isStreamed)
    {
        var agent = new ToolLoop(Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog());
        await Chat.AskAsync(agent, isStreamed, "Hi", new ChatOptions { Tools = [_look] });

        var call = _chat.Call("call_1");
        (call.Name, call.Outcome, call.IsUnobserved, call.Duration).Should().Be(("look", FunctionOutcome.Completed, true, null));
        (call.Arguments["value"], call.Result!.Value.Value).Should().Be(("a", "found a"));
        call.ModelCallId.Should().Be(_chat.ModelCalls[0].Id);
        call.Turn.Should().BeSameAs(_chat.Turn);
    }

    public static TheoryData<object?, Exception?, string> Failures { get; } = new()
    {
        { "Error: Requested function \"look\" not found.", null, "Error: Requested function \"look\" not found." },
        { "Error: Function failed. Exception: no", null, "Error: Function failed. Exception: no" },
        { "Error: Function failed.", new InvalidOperationException("no table"), "no table" },
        { JsonDocument.Parse("""{"content":[{"type":"text","text":"no server"}],"isError":true}""").RootElement, null, "no server" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_result_that_reports_an_error_is_a_failure(object? result, Exception? exception, string error)
    {
        var client = Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog();
        await AnswerAsync(client, new FunctionResultContent("call_1", result) { Exception = exception });

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error, _chat.Call("call_1").IsUnobserved).Should().Be((FunctionOutcome.Failed, error, false));
    }

    [Theory]
    [InlineData("Tool call invocation rejected. Too dear")]
    [InlineData("Tool call invocation was rejected by the approver and must not be retried.")]
    public async Task A_result_that_says_that_someone_declined_is_no_failure(string result)
    {
        var client = Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog();
        await AnswerAsync(client, new FunctionResultContent("call_1", result));

        _chat.Call("call_1").Should().BeEquivalentTo(
            new { Outcome = FunctionOutcome.Declined, Error = (string?)null, Approval = new { Decision = ApprovalDecision.Declined } });
    }

    [Fact]
    public async Task Two_answers_to_one_call_make_one_event()
    {
        var client = Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog();
        await AnswerAsync(client, new FunctionResultContent("call_1", "first"), new FunctionResultContent("call_1", "second"));

        _chat.Call("call_1").Result!.Value.Value.Should().Be("first");
    }

    [Fact]
    public async Task Where_the_service_keeps_the_history_the_result_alone_makes_the_event()
    {
        var client = Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog();
        using var turn = _chat.Conversation.BeginTurn("Hi");
        await client.GetResponseAsync("Hi");
        await client.GetResponseAsync([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_1", "found")])]);

        (_chat.Call("call_1").Name, _chat.Call("call_1").IsUnobserved).Should().Be(("look", true));
    }

    [Fact]
    public async Task The_hosts_own_event_of_a_call_is_the_only_one()
    {
        var client = Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog();
        using var turn = _chat.Conversation.BeginTurn("Hi");
        var asked = await client.GetResponseAsync("Hi");
        using (var call = _chat.Conversation.BeginFunction("look", "call_1"))
        {
            call.Complete("found");
        }

        await client.GetResponseAsync([new(ChatRole.User, "Hi"), .. asked.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_1", "found")])]);
        _chat.Call("call_1").IsUnobserved.Should().BeFalse();
    }

    [Fact]
    public async Task Calls_of_other_turns_in_the_history_make_no_event()
    {
        ChatMessage[] history =
        [
            new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("call_1", "look")]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "found")]),
        ];
        using var turn = _chat.Conversation.BeginTurn("Hi");
        await Model(ScriptedModel.Says("ok")).WithConvLog().GetResponseAsync([.. history, new(ChatRole.User, "And now?")]);

        _chat.Sink.FunctionEvents.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_the_service_answered_itself_is_not_observed(bool isStreamed)
    {
        var model = Model(ScriptedModel.Answers(
            [new FunctionCallContent("call_1", "look") { InformationalOnly = true }, new FunctionResultContent("call_1", "found"), new TextContent("Here.")]));
        await Chat.AskAsync(new ToolLoop(model).WithConvLog(), isStreamed, "Hi");

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").IsUnobserved).Should().Be((FunctionOutcome.Completed, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ID_that_comes_again_in_a_later_round_is_another_call(bool isStreamed)
    {
        var agent = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call", "look", "a")), ScriptedModel.Calls("", 1, 1, ("call", "look", "b")),
            ScriptedModel.Calls("", 1, 1, ("call", "nope", "c")), ScriptedModel.Says("ok")).WithConvLog());
        await Chat.AskAsync(agent, isStreamed, "Hi", new ChatOptions { Tools = [_look] });

        _chat.Sink.FunctionEvents.Select(static call => (call.Arguments["value"], call.Outcome, call.ModelCallId)).Should().Equal(
            ("a", FunctionOutcome.Completed, _chat.ModelCalls[0].Id), ("b", FunctionOutcome.Completed, _chat.ModelCalls[1].Id),
            ("c", FunctionOutcome.Failed, _chat.ModelCalls[2].Id));
    }

    [Fact]
    public async Task Copies_of_the_messages_make_no_second_event()
    {
        var client = new ToolLoop(new MessageCopyingClient(Model(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"))).WithConvLog())).WithConvLog();
        await client.GetResponseAsync("Hi", new ChatOptions { Tools = [_look] });

        _chat.Call("call_1").IsUnobserved.Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_tool_that_the_caller_invokes_itself_knows_its_call(int count)
    {
        var calls = Enumerable.Range(1, count).Select(static i => ($"call_{i}", "look", (object?)$"a{i}"));
        var client = Model(ScriptedModel.Calls("", 1, 1, [.. calls])).WithConvLog();
        var asked = await client.GetResponseAsync("Hi");
        var tool = (AIFunction)new[] { _look }.WithConvLog()[0];
        List<AIContent> results = [];
        foreach (var call in asked.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Reverse())
        {
            results.Add(new FunctionResultContent(call.CallId, await tool.InvokeAsync(new AIFunctionArguments(call.Arguments, StringComparer.Ordinal))));
        }

        await client.GetResponseAsync([new(ChatRole.User, "Hi"), .. asked.Messages, new(ChatRole.Tool, results)]);
        _chat.Sink.FunctionEvents.Select(static call => (call.CallId, call.Arguments["value"], call.IsUnobserved)).Should()
            .BeEquivalentTo(Enumerable.Range(1, count).Select(static i => ($"call_{i}", (object?)$"a{i}", false)));
    }

    public void Dispose() => _chat.Dispose();

    private static ScriptedModel Model(ScriptedModel.Step first) => new(first, ScriptedModel.Says("ok"));

    private static async Task AnswerAsync(IChatClient client, params AIContent[] results)
    {
        var asked = await client.GetResponseAsync("Hi");
        await client.GetResponseAsync([new(ChatRole.User, "Hi"), .. asked.Messages, new(ChatRole.Tool, results)]);
    }

    /// <summary>A client that passes on copies of messages, as a history stored as text does.</summary>
    private sealed class MessageCopyingClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            string text = JsonSerializer.Serialize(messages, AIJsonUtilities.DefaultOptions);
            return base.GetResponseAsync(JsonSerializer.Deserialize<List<ChatMessage>>(text, AIJsonUtilities.DefaultOptions)!, options, cancellationToken);
        }
    }
}
