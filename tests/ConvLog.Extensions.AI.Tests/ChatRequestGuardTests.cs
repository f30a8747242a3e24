namespace ConvLog.Extensions.AI.Tests;

/// <summary>Results, responses and exceptions with side effects: logging does not read them before the host or the model does.</summary>
public sealed class ChatRequestGuardTests : IDisposable
{
    private readonly Chat _chat = new();

    public static TheoryData<string, bool> Pipelines() => new()
    {
        { "outer", false }, { "outer", true }, { "inner", false }, { "inner", true }, { "both", false }, { "both", true },
    };

    public void Dispose() => _chat.Dispose();

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_sequence_that_can_be_read_only_once_reaches_the_model(string order, bool isStreamed)
    {
        var model = new FixedResponseModel(FixedResponseModel.Calls("call_1", "look"), FixedResponseModel.Contents(new TextContent("Booked.")));
        await AskAsync(model, order, isStreamed, new ReturningFunction(static () => new OneShot([new TextContent("at"), new TextContent("eight")])));

        model.Read.Should().Equal("at", "eight");
        _chat.Turn.AgentResponse.Text.Should().Be("Booked.");
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Turn.Losses.Dropped.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_throwing_sequence_throws_in_the_model(string order, bool isStreamed)
    {
        var model = new FixedResponseModel(FixedResponseModel.Calls("call_1", "look"), FixedResponseModel.Contents(new TextContent("never")));
        var asking = () => AskAsync(model, order, isStreamed, new ReturningFunction(Broken));
        (await asking.Should().ThrowAsync<FormatException>()).WithMessage("read by the model");

        model.Read.Should().Equal("at");
        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.ModelCalls.Select(static call => call.Outcome).Should().Equal(FunctionOutcome.Completed, FunctionOutcome.Failed);
        _chat.Turn.EndedAt.Should().NotBeNull();
        _chat.Turn.ErrorType.Should().Be("System.FormatException");
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task ToString_of_a_result_is_not_called(string order, bool isStreamed)
    {
        var table = new Table("20:00");
        var model = new FixedResponseModel(FixedResponseModel.Calls("call_1", "look"), FixedResponseModel.Contents(new TextContent("Booked.")));
        await AskAsync(model, order, isStreamed, new ReturningFunction(() => table));

        table.Asked.Should().Be(0);
        _chat.Call("call_1").Result!.Value.ToString().Should().Contain("\"Time\":\"20:00\"");
        _chat.ModelCalls[1].Request[^1].Text.Text.Should().Be("{\"Time\":\"20:00\"}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_null_response_ends_the_turn(bool isStreamed)
    {
        var client = new FixedResponseModel(null, FixedResponseModel.Contents(new TextContent("Hello"))).WithConvLog();
        if (isStreamed)
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hi"))
            {
                update.Should().BeNull();
            }
        }
        else
        {
            (await client.GetResponseAsync("Hi")).Should().BeNull();
        }

        _chat.Turn.EndedAt.Should().NotBeNull();
        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Turn.Losses.Dropped[LossReason.CaptureFailed].Should().Be(1);

        await client.GetResponseAsync("Again");
        _chat.Sink.Turns.Should().HaveCount(2).And.OnlyContain(static turn => turn.EndedAt != null);
        _chat.Sink.Turns[1].AgentResponse.Text.Should().Be("Hello");
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task An_unreadable_exception_ends_the_turn(string order, bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Throws(new UnreadableException()));
        var asking = () => AskAsync(model, order, isStreamed, new ReturningFunction(static () => ""));
        await asking.Should().ThrowAsync<UnreadableException>();

        _chat.Turn.EndedAt.Should().NotBeNull();
        _chat.Turn.ErrorType.Should().Be(typeof(UnreadableException).FullName);
        _chat.Turn.Error.Should().Be("[unreadable: FormatException]");
    }

    [Fact]
    public async Task An_unreadable_exception_of_a_tool_does_not_end_the_request()
    {
        var model = new FixedResponseModel(FixedResponseModel.Contents(new TextContent("Sorry.")));
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Hi"), new(ChatRole.Assistant, [new FunctionCallContent("call_0", "look")]),
            new(ChatRole.Tool, [new FunctionResultContent("call_0", "no") { Exception = new UnreadableException() }]), new(ChatRole.User, "And now?"),
        ];
        await model.WithConvLog().GetResponseAsync(messages);

        _chat.Turn.AgentResponse.Text.Should().Be("Sorry.");
        _chat.ModelCalls.Should().ContainSingle().Which.Request[2].Text.Text.Should().Be("no", "that is what the model is told");
    }

    [Theory]
    [InlineData("outer")]
    [InlineData("inner")]
    [InlineData("both")]
    public async Task Streamed_updates_and_their_contents_reach_the_host_unchanged(string order)
    {
        List<AIContent> outputs = [new TextContent("1"), new TextContent("2")];
        AIContent[] contents = [new TextContent("a"), new TextContent("b"), new CodeInterpreterToolResultContent("code_1") { Outputs = outputs }];
        var given = FixedResponseModel.Contents(contents);
        List<ChatResponseUpdate> seen = [];
        await foreach (var update in Chat.Pipeline(new FixedResponseModel(given), order).GetStreamingResponseAsync("Hi"))
        {
            seen.Add(update);
        }

        seen.Should().ContainSingle().Which.Should().BeSameAs(given[0]);
        seen[0].Contents.Should().Equal(contents);
        outputs.Select(static output => ((TextContent)output).Text).Should().Equal("1", "2");
        _chat.Turn.AgentResponse.Text.Should().Be("ab");
    }

    private static IEnumerable<AIContent> Broken()
    {
        yield return new TextContent("at");
        throw new FormatException("read by the model");
    }

    private static Task<string> AskAsync(IChatClient model, string order, bool isStreamed, AIFunction tool)
        => Chat.AskAsync(
            Chat.Pipeline(model, order), isStreamed, "A table", new ChatOptions { Tools = order is "inner" ? new[] { tool }.WithConvLog() : [tool] });

    private sealed class ReturningFunction(Func<object> result) : AIFunction
    {
        public override string Name => "look";

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
            => new(result());
    }

    private sealed class OneShot(IEnumerable<AIContent> contents) : IEnumerable<AIContent>
    {
        private IEnumerable<AIContent> _left = contents;

        public IEnumerator<AIContent> GetEnumerator() => Interlocked.Exchange(ref _left, []).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Table(string time)
    {
        private int _asked;

        public string Time => time;

        internal int Asked => _asked;

        public override string ToString()
        {
            _asked++;
            throw new FormatException("not now");
        }
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new FormatException("not now");
    }
}
