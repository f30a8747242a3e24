namespace ConvLog.Extensions.AI.Tests;

/// <summary>Streamed responses that are abandoned, canceled or fail.</summary>
public sealed class StreamingTests : IDisposable
{
    private readonly Chat _chat = new();

    [Fact]
    public async Task An_abandoned_stream_is_canceled_with_the_text_received()
    {
        var client = new ScriptedModel(ScriptedModel.Says("one two three four", 9, 9)).WithConvLog();
        await Chat.ReadAsync(client.GetStreamingResponseAsync("Hi"), most: 2);

        (_chat.Turn.Outcome, _chat.Turn.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.UserInterrupted));
        _chat.Turn.AgentResponse.Text.Should().Be("one two ");
        _chat.Turn.EndedAt.Should().NotBeNull();
        _chat.Turn.Error.Should().BeNull("to leave is no failure");
        (_chat.Turn.IsInterrupted, _chat.Turn.Streamed.Text).Should().Be((true, "one two "));
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Response!.Text.Text.Should().Be("one two ");
        (call.Outcome, call.CancelReason, call.Error).Should().Be((FunctionOutcome.Canceled, CancelReason.UserInterrupted, null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_with_calls_is_interrupted_where_the_next_request_omits_it(bool isForgotten)
    {
        var client = new ScriptedModel(ScriptedModel.Calls("Let me look.", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("ok")).WithConvLog();
        var answer = await client.GetStreamingResponseAsync("Weather?").ToChatResponseAsync();
        await client.GetResponseAsync(
            [new(ChatRole.User, "Weather?"), .. isForgotten ? [] : answer.Messages, new(ChatRole.User, "Never mind")]);

        _chat.Sink.Turns.Should().HaveCount(2);
        (_chat.Sink.Turns[0].IsInterrupted, _chat.Sink.Turns[0].Heard.Text).Should().Be((isForgotten, isForgotten ? "Let me look. " : ""));
        _chat.Sink.Turns[0].AgentResponse.Text.Should().Be("Let me look. ");
    }

    [Theory] // As reported by Twilio, before and after the stream is abandoned.
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_text_the_host_reports_as_heard_counts_and_the_streamed_text_is_kept(bool isBefore)
    {
        var client = new ScriptedModel(ScriptedModel.Says("one two three four")).WithConvLog();
        await foreach (var update in client.GetStreamingResponseAsync("Hi"))
        {
            if (isBefore)
            {
                _chat.Turn.Interrupt("one");
            }

            break;
        }

        if (!isBefore)
        {
            _chat.Turn.Interrupt("one");
        }

        (_chat.Turn.Heard.Text, _chat.Turn.Streamed.Text).Should().Be(("one", "one "));
    }

    [Fact]
    public async Task Streamed_text_is_recorded_in_the_hosts_turn_and_the_host_sets_its_answer()
    {
        var client = new ScriptedModel(ScriptedModel.Says("one two three four")).WithConvLog();
        using (var turn = _chat.Conversation.BeginTurn("Hi"))
        {
            await Chat.ReadAsync(client.GetStreamingResponseAsync("Hi"), most: 2);
            turn.Complete("one two three");
        }

        (_chat.Turn.AgentResponse.Text, _chat.Turn.Streamed.Text, _chat.Turn.IsInterrupted).Should().Be(("one two three", "one two ", true));
    }

    [Fact]
    public async Task A_stream_canceled_by_its_token_keeps_the_text_received()
    {
        await CancelAsync(new ScriptedModel(ScriptedModel.Says("one two three")).WithConvLog(), static () => { });

        (_chat.Turn.Outcome, _chat.Turn.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.Unspecified));
        _chat.Turn.AgentResponse.Text.Should().Be("one ");
        _chat.Turn.Error.Should().BeNull();
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Outcome, call.Response!.Text.Text).Should().Be((FunctionOutcome.Canceled, "one "));
    }

    [Fact]
    public async Task A_stream_that_is_canceled_in_an_interrupted_turn_was_interrupted_by_the_user()
    {
        await CancelAsync(new ScriptedModel(ScriptedModel.Says("one two three")).WithConvLog(), () => _chat.Conversation.CurrentTurn!.Interrupt("o"));

        (_chat.Turn.Outcome, _chat.Turn.CancelReason, _chat.Turn.Heard.Text).Should().Be((TurnOutcome.Canceled, CancelReason.UserInterrupted, "o"));
        _chat.ModelCalls.Should().ContainSingle().Which.CancelReason.Should().Be(CancelReason.UserInterrupted);
    }

    [Fact]
    public async Task A_stream_canceled_before_any_text_is_canceled_without_text()
    {
        var client = new ScriptedModel(ScriptedModel.Says("one two three")).WithConvLog();
        await client.Invoking(static client => Chat.ReadAsync(client.GetStreamingResponseAsync("Hi", cancellationToken: new CancellationToken(canceled: true))))
            .Should().ThrowAsync<OperationCanceledException>();

        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.IsEmpty, _chat.Turn.ErrorType).Should().Be((TurnOutcome.Canceled, true, null));
        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Canceled);
    }

    [Fact]
    public async Task A_canceled_turn_of_the_host_keeps_the_text_streamed()
    {
        var client = new ScriptedModel(ScriptedModel.Says("one two three"), ScriptedModel.Says("four five")).WithConvLog(
            new ConvLogChatOptions { Mask = static text => new MaskedText(text, text.Replace("one", "[name]", StringComparison.Ordinal)) });
        var leaving = async () =>
        {
            using var turn = _chat.Conversation.BeginTurn("Hi");
            await CancelAsync(client, static () => { }, rethrows: true);
        };
        await leaving.Should().ThrowAsync<OperationCanceledException>();
        using (var turn = _chat.Conversation.BeginTurn("Hi again"))
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hi again"))
            {
                turn.Cancel(CancelReason.UserLeft);
                break;
            }
        }

        _chat.Sink.Turns.Select(static turn => (turn.CancelReason, turn.AgentResponse.Text, turn.AgentResponse.Shown)).Should().Equal(
            (CancelReason.Unspecified, "one ", "[name] "), (CancelReason.UserLeft, "four ", "four "));
    }

    [Fact]
    public async Task A_tool_whose_caller_cancels_is_canceled()
    {
        using var caller = new CancellationTokenSource();
        var tool = AIFunctionFactory.Create(
            (string value, CancellationToken token) =>
            {
                caller.Cancel();
                token.ThrowIfCancellationRequested();
                return value;
            },
            "look");
        var client = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("Let me look.", 1, 1, ("call_1", "look", "a")))).WithConvLog();
        await client.Invoking(client => client.GetResponseAsync("Hi", new ChatOptions { Tools = [tool] }, caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Canceled);
        _chat.Turn.Outcome.Should().Be(TurnOutcome.Canceled);
    }

    [Fact]
    public async Task A_stream_that_fails_halfway_has_failed_and_keeps_the_received_text()
    {
        var step = ScriptedModel.Says("one two three") with { Exception = new IOException("broken pipe"), Fails = 2 };
        var client = new ScriptedModel(step).WithConvLog();
        await client.Invoking(static client => Chat.ReadAsync(client.GetStreamingResponseAsync("Hi"))).Should().ThrowAsync<IOException>();

        _chat.Turn.Error.Should().Be("broken pipe");
        _chat.Turn.AgentResponse.Text.Should().Be("one two ");
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Outcome.Should().Be(FunctionOutcome.Failed);
        call.Response!.Text.Text.Should().Be("one two ");
        call.Chunks.Should().Be(2);
    }

    [Fact]
    public async Task A_stream_that_is_never_read_is_no_turn()
    {
        _ = new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog().GetStreamingResponseAsync("Hi");
        await Task.Yield();
        _chat.Sink.Turns.Should().BeEmpty();
    }

    [Fact]
    public async Task Entries_of_tools_in_a_streamed_request_are_in_their_function_event()
    {
        var tool = AIFunctionFactory.Create(async (string value) =>
        {
            await Task.Yield();
            Conversation.Current!.Log.Info("Looked", ("value", value));
            return value;
        }, "look");
        var client = new ToolLoop(new ScriptedModel(
            ScriptedModel.Calls("Let me look.", 1, 1, ("call_1", "look", "a")), ScriptedModel.Calls("", 1, 1, ("call_2", "look", "b")),
                ScriptedModel.Says("Done.")))
            .WithConvLog();
        await Chat.ReadAsync(client.GetStreamingResponseAsync("Hi", new ChatOptions { Tools = [tool] }));

        _chat.Call("call_1").Entries.Should().ContainSingle().Which.Fields["value"].Should().Be("a");
        _chat.Call("call_2").Entries.Should().ContainSingle().Which.Fields["value"].Should().Be("b");
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("Done.");
    }

    public void Dispose() => _chat.Dispose();

    // Cancels after the first word.
    private static async Task CancelAsync(IChatClient client, Action before, bool rethrows = false)
    {
        using var canceling = new CancellationTokenSource();
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hi", cancellationToken: canceling.Token))
            {
                before();
                await canceling.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (!rethrows)
        {
            return;
        }

        throw new InvalidOperationException("It was not canceled.");
    }
}
