namespace ConvLog.Extensions.AI.Tests;

/// <summary>Faults around a real loop do not throw to the host, and are recorded as they happened.</summary>
public sealed class ConvLogChatClientBadInputTests : IDisposable
{
    private readonly Chat _chat = new();

    public static TheoryData<string, bool> Pipelines => ChatRequestGuardTests.Pipelines();

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_tool_can_end_its_own_event(string order, bool isStreamed)
    {
        ScriptedModel model = new(ScriptedModel.Calls("", 1, 1, ("1", "look", 1)), ScriptedModel.Says("At eight."));
        var look = Tool("look", _ =>
        {
            if (Conversation.Current!.CurrentFunction is { } call)
            {
                call.Complete("mine");
                call.Fail("no");
            }

            return "theirs";
        });
        string said = await Chat.AskAsync(Chat.Pipeline(model, order), isStreamed, "When?", new ChatOptions { Tools = [look] });

        said.Trim().Should().Be("At eight.");
        model.Requests[1].SelectMany(static message => message.Contents).OfType<FunctionResultContent>().Single().Result!.ToString().Should().Be("theirs");
        var found = _chat.Call("1");
        (found.Outcome, $"{found.Result!.Value.Value}").Should().Be((FunctionOutcome.Completed, order is "inner" ? "theirs" : "mine"));
    }

    [Theory]
    [InlineData("outer")]
    [InlineData("inner")]
    [InlineData("both")]
    public async Task A_stream_that_breaks_in_a_call_keeps_the_received_parts(string order)
    {
        using OpenAIService service = new(
            OpenAIService.Calls(("call_1", "find_table", "{\"place\":\"Verde\"}")) with { BreaksOff = true }, OpenAIService.Says("Sorry."));
        var find = AIFunctionFactory.Create((string place) => place, "find_table");
        await Chat.AskAsync(Chat.Pipeline(service.Chat(), order), isStreamed: true, "A table", new ChatOptions { Tools = [find] });

        var call = _chat.Call("call_1");
        (call.Outcome, call.Arguments["_"]).Should().Be((FunctionOutcome.Failed, "{\"place\""));
        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, "Sorry."));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_result_of_ten_megabytes_reaches_the_model_whole_and_is_kept_within_the_limits(string order, bool isStreamed)
    {
        string large = new('x', 10_000_000);
        ScriptedModel model = new(ScriptedModel.Calls("", 1, 1, ("1", "look", 1)), ScriptedModel.Says("Long."));
        await Chat.AskAsync(Chat.Pipeline(model, order), isStreamed, "What?", new ChatOptions { Tools = [Tool("look", _ => large)] });

        var result = model.Requests[1].SelectMany(static message => message.Contents).OfType<FunctionResultContent>().Single();
        result.Result!.ToString().Should().HaveLength(large.Length);
        _chat.Call("1").Outcome.Should().Be(FunctionOutcome.Completed);
        $"{_chat.Call("1").Result!.Value.Value}".Length.Should().BeLessThan(100_000);
        _chat.ModelCalls[1].Request[^1].Text.Text.Length.Should().BeLessThan(100_000);
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("Long.");
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Tools_whose_names_differ_in_case_are_two(string order, bool isStreamed)
    {
        ScriptedModel model = new(ScriptedModel.Calls("", 1, 1, ("1", "look", 1), ("2", "Look", 2)), ScriptedModel.Says("Both."));
        ChatOptions options = new() { Tools = [Tool("look", static value => $"small {value}"), Tool("Look", static value => $"large {value}")] };
        await Chat.AskAsync(Chat.Pipeline(model, order), isStreamed, "What?", options);

        _chat.Sink.FunctionEvents.OrderBy(static call => call.CallId, StringComparer.Ordinal).Select(static call => (call.Name, $"{call.Result!.Value.Value}"))
            .Should().Equal(("look", "small 1"), ("Look", "large 2"));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_loop_inside_of_a_tool_belongs_to_the_tool(string order, bool isStreamed)
    {
        var expert = Chat.Pipeline(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("1", "look", 1)), ScriptedModel.Says("Found.")), order);
        ChatOptions looking = new() { Tools = [Tool("look", static value => value)] };
        var ask = AIFunctionFactory.Create(async (string value) => await Chat.AskAsync(expert, isStreamed, value, looking), "ask");
        ScriptedModel model = new(ScriptedModel.Calls("", 1, 1, ("1", "ask", "where")), ScriptedModel.Says("Here."));
        AITool[] tools = order is "inner" ? [.. new AITool[] { ask }.WithConvLog()] : [ask]; // That loop has no logged client.
        string said = await Chat.AskAsync(Chat.Pipeline(model, order), isStreamed, "Where?", new ChatOptions { Tools = [.. tools] });

        said.Trim().Should().Be("Here.");
        _chat.Sink.FunctionEvents.Select(static call => (call.Name, call.Outcome)).Should().BeEquivalentTo(
            [("look", (FunctionOutcome?)FunctionOutcome.Completed), ("ask", FunctionOutcome.Completed)]);
        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text.Trim()).Should().Be(("Where?", "Here."));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_client_shared_by_concurrent_conversations_does_not_mix_them(string order, bool isStreamed)
    {
        var client = Chat.Pipeline(new Echo(), order);
        ChatOptions options = new() { Tools = [Tool("look", static value => value)] };
        InMemorySink[] sinks = [new(), new()];
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            await using Conversation conv = new(new ConversationInfo($"c{i}"), sinks[i % 2]);
            using var current = conv.MakeCurrent();
            (await Chat.AskAsync(client, isStreamed, $"question {i}", options)).Trim().Should().EndWith($"answer to question {i}");
        })));

        foreach (var (sink, odd) in sinks.Select(static (sink, odd) => (sink, odd)))
        {
            sink.Turns.Should().HaveCount(100);
            foreach (var turn in sink.Turns)
            {
                int number = int.Parse(turn.UserInput.Text["question ".Length..], System.Globalization.CultureInfo.InvariantCulture);
                (number % 2, turn.AgentResponse.Text.Trim()).Should().Be((odd, $"answer to question {number}"));
                sink.FunctionEvents.Should().ContainSingle(call => call.Turn == turn).Which.Arguments["value"]!.ToString().Should().Be($"question {number}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Recording_failures_at_every_step_do_not_affect_the_host(string order, bool isStreamed)
    {
        using Conversation conv = new(new ConversationInfo("broken"), new BrokenSink());
        using var current = conv.MakeCurrent();
        ConvLogChatOptions logging = new() { Mask = static _ => throw new InvalidOperationException("masking") };
        ScriptedModel model = new(ScriptedModel.Calls("Wait.", 1, 1, ("1", "look", 1)), ScriptedModel.Says("At eight."));
        ChatOptions options = new() { Tools = [Tool("look", static value => value)] };
        string said = await Chat.AskAsync(Chat.Pipeline(model, order, logging), isStreamed, "When?", options);

        said.Trim().Should().EndWith("At eight.");
        model.Requests.Should().HaveCount(2);
        ConvLogChatOptions lost = new() { Conversation = static _ => throw new InvalidOperationException("looking for it") };
        ScriptedModel other = new(ScriptedModel.Calls("", 1, 1, ("1", "look", 1)), ScriptedModel.Says("At nine."));
        (await Chat.AskAsync(Chat.Pipeline(other, order, lost), isStreamed, "When?", options)).Trim().Should().Be("At nine.");
    }

    public void Dispose() => _chat.Dispose();

    private static AIFunction Tool(string name, Func<string, string> run) => AIFunctionFactory.Create((object value) => run($"{value}"), name);

    /// <summary>Calls a tool with the user's text, and then answers it.</summary>
    private sealed class Echo : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var asked = messages.ToList();
            await Task.Yield();
            string said = asked.First(static message => message.Role == ChatRole.User).Text;
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, [asked[^1].Role == ChatRole.Tool
                ? new TextContent($"answer to {said}")
                : new FunctionCallContent("1", "look", new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = said })]));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class BrokenSink : ILogSink
    {
        public void Emit(LogEntry entry) => throw new InvalidOperationException("entry");

        public void TurnBegan(TurnSnapshot turn) => throw new InvalidOperationException("turn");

        public void TurnEnded(TurnSnapshot turn) => throw new InvalidOperationException("turn");

        public void FunctionBegan(FunctionSnapshot call) => throw new InvalidOperationException("call");

        public void FunctionEnded(FunctionSnapshot call) => throw new InvalidOperationException("call");

        public void ModelCallBegan(ModelCallSnapshot call) => throw new InvalidOperationException("model call");

        public void ModelCallEnded(ModelCallSnapshot call) => throw new InvalidOperationException("model call");
    }
}
