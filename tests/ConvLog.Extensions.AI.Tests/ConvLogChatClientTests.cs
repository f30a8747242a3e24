using System.Diagnostics.Metrics;

namespace ConvLog.Extensions.AI.Tests;

/// <summary>A client around function invocation: each request is a turn.</summary>
public sealed class ConvLogChatClientTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_is_a_turn_with_a_model_call(bool isStreamed)
    {
        var client = new ScriptedModel(ScriptedModel.Says("Hello, Ada.", input: 12, output: 4)).WithConvLog();
        await Chat.AskAsync(client, isStreamed, "Hi", new ChatOptions { Instructions = "Be kind.", Temperature = 0.2f, MaxOutputTokens = 100,
            ResponseFormat = ChatResponseFormat.Json });

        var turn = _chat.Turn;
        turn.UserInput.Text.Should().Be("Hi");
        turn.AgentResponse.Text.Trim().Should().Be("Hello, Ada.");
        turn.EndedAt.Should().NotBeNull();
        turn.Error.Should().BeNull();
        turn.Usage!.InputTokens.Should().Be(12);
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Model.Should().Be("gpt-x");
        call.Provider.Should().Be("scripted");
        call.Usage.Should().BeEquivalentTo(new { Model = "gpt-x-2026", InputTokens = 12L, OutputTokens = 4L, CachedInputTokens = 6L, ReasoningTokens = 2L });
        call.FinishReason.Should().Be("stop");
        call.ResponseId.Should().Be("resp_12");
        call.Parameters.Should().BeEquivalentTo(new ModelParameters { Temperature = 0.2, MaxOutputTokens = 100, ResponseFormat = "json_object" });
        call.Request.Select(static message => (message.Role, message.Text.Text)).Should().Equal((ModelRole.System, "Be kind."), (ModelRole.User, "Hi"));
        call.Response!.Text.Text.Trim().Should().Be("Hello, Ada.");
        call.TimeToFirstToken.HasValue.Should().Be(isStreamed);
        call.Duration.Should().NotBeNull();
    }

    [Fact]
    public async Task All_messages_of_the_user_since_the_last_answer_are_the_input_in_order_and_with_their_masks()
    {
        var client = new ScriptedModel(ScriptedModel.Says("ok")).WithConvLog(
            new ConvLogChatOptions { Mask = static text => text.Contains("Ada", StringComparison.Ordinal) ? new MaskedText(text, "I am [name]") : text });
        await client.GetResponseAsync(
        [
            new ChatMessage(ChatRole.System, "Be kind."), new ChatMessage(ChatRole.User, "Hello"), new ChatMessage(ChatRole.Assistant, "Hi!"),
            new ChatMessage(ChatRole.User, "I am Ada"), new ChatMessage(ChatRole.User, ""), new ChatMessage(ChatRole.User, "a table"),
            new ChatMessage(ChatRole.User, "for two"),
        ]);

        _chat.Turn.UserInput.Should().Be(new MaskedText("I am Ada\na table\nfor two", "I am [name]\na table\nfor two"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_model_gets_the_same_request_as_without_logging(bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Says("ok"));
        var options = new ChatOptions { ModelId = "m" };
        await Chat.AskAsync(model.WithConvLog(), isStreamed, "Hi", options);

        model.Requests.Should().ContainSingle().Which.Should().ContainSingle().Which.Text.Should().Be("Hi");
        model.Options.Should().Equal(options);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_conversation_it_logs_nothing(bool isStreamed)
    {
        _chat.Dispose();
        string said = await Chat.AskAsync(new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog(), isStreamed, "Hi");

        said.Trim().Should().Be("Hello");
        _chat.Sink.Turns.Should().BeEmpty();
    }

    [Fact]
    public async Task Requests_and_tools_without_a_conversation_are_counted()
    {
        List<string> counted = [];
        var flow = new AsyncLocal<bool> { Value = true };
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "convlog.unlogged")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (flow.Value)
            {
                counted.Add((string)tags[0].Value!); // Ignores tests that run in parallel.
            }
        });
        listener.Start();
        _chat.Dispose();
        await new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog().GetResponseAsync("Hi");
        await ((AIFunction)new AITool[] { AIFunctionFactory.Create(static () => 1, "look") }.WithConvLog()[0]).InvokeAsync();

        counted.Should().Equal("chat", "tool");
    }

    [Fact]
    public async Task The_conversation_can_be_given_by_a_delegate_and_is_then_current_in_tools()
    {
        var sink = new InMemorySink();
        using var other = new Conversation(new ConversationInfo("other"), sink);
        Conversation? seen = null;
        var tool = AIFunctionFactory.Create((int value) => { seen = Conversation.Current; }, "look");
        var client = new ToolLoop(new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", 1)), ScriptedModel.Says("done")))
            .WithConvLog(new ConvLogChatOptions { Conversation = options => options?.ModelId is "m" ? other : null });
        await client.GetResponseAsync("Hi", new ChatOptions { ModelId = "m", Tools = [tool] });

        seen.Should().BeSameAs(other);
        sink.FunctionEvents.Should().ContainSingle().Which.Turn.Should().BeSameAs(sink.Turns.Should().ContainSingle().Subject);
        _chat.Sink.Turns.Should().BeEmpty();
    }

    [Fact]
    public async Task Messages_are_masked_by_the_hosts_delegate()
    {
        var options = new ConvLogChatOptions { Mask = static text => new MaskedText(text, text.Replace("Ada", "***", StringComparison.Ordinal)) };
        await new ScriptedModel(ScriptedModel.Says("Hello, Ada.")).WithConvLog(options).GetResponseAsync("I am Ada");

        _chat.Turn.UserInput.Should().Be(new MaskedText("I am Ada", "I am ***"));
        _chat.Turn.AgentResponse.Shown.Should().Be("Hello, ***.");
        _chat.ModelCalls[0].Request[0].Text.Shown.Should().Be("I am ***");
        _chat.ModelCalls[0].Response!.Text.Shown.Should().Be("Hello, ***.");
    }

    [Fact]
    public async Task A_mask_that_throws_masks_everything()
    {
        var options = new ConvLogChatOptions { Mask = static _ => throw new InvalidOperationException("mask") };
        (await new ScriptedModel(ScriptedModel.Says("Hello, Ada.")).WithConvLog(options).GetResponseAsync("I am Ada")).Text.Should().Be("Hello, Ada.");

        _chat.Turn.UserInput.Should().Be(new MaskedText("I am Ada"));
        _chat.Turn.AgentResponse.Shown.Should().Be("[redacted]");
    }

    [Fact]
    public async Task A_throwing_delegate_is_counted_and_the_model_is_called()
    {
        var options = new ConvLogChatOptions { Conversation = static _ => throw new InvalidOperationException("which") };
        (await new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog(options).GetResponseAsync("Hi")).Text.Should().Be("Hello");

        _chat.Sink.Turns.Should().BeEmpty();
        _chat.Conversation.Losses.Dropped[LossReason.CaptureFailed].Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_fails_fails_the_call_and_the_turn(bool isStreamed)
    {
        var client = new ScriptedModel(ScriptedModel.Throws(new HttpRequestException("no route"))).WithConvLog();
        await client.Invoking(client => Chat.AskAsync(client, isStreamed, "Hi")).Should().ThrowAsync<HttpRequestException>();

        _chat.Turn.ErrorType.Should().Be("System.Net.Http.HttpRequestException");
        _chat.Turn.Error.Should().Be("no route");
        _chat.Turn.EndedAt.Should().NotBeNull();
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Outcome.Should().Be(FunctionOutcome.Failed);
        call.ErrorType.Should().Be("System.Net.Http.HttpRequestException");
        call.Response.Should().BeNull();
    }

    [Fact]
    public async Task A_request_that_its_caller_cancels_is_canceled_with_its_model_call()
    {
        var client = new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog();
        await client.Invoking(static client => client.GetResponseAsync("Hi", cancellationToken: new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Canceled);
        (_chat.Turn.Outcome, _chat.Turn.CancelReason, _chat.Turn.ErrorType).Should().Be((TurnOutcome.Canceled, CancelReason.Unspecified, null));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_timeout_or_a_cancellation_not_requested_by_the_caller_is_a_failure(bool isStreamed, bool isTimeout)
    {
        using var caller = new CancellationTokenSource();
        var thrown = isTimeout ? new TaskCanceledException("HttpClient.Timeout elapsed.", new TimeoutException()) : new TaskCanceledException();
        var client = new ScriptedModel(ScriptedModel.Throws(thrown)).WithConvLog();
        Func<Task> asking = isStreamed
            ? () => Chat.ReadAsync(client.GetStreamingResponseAsync("Hi", cancellationToken: caller.Token))
            : () => client.GetResponseAsync("Hi", cancellationToken: caller.Token);
        await asking.Should().ThrowAsync<OperationCanceledException>();

        (_chat.Turn.Outcome, _chat.Turn.ErrorType).Should().Be((TurnOutcome.Failed, "System.Threading.Tasks.TaskCanceledException"));
        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public async Task A_turn_of_the_host_is_used_and_left_to_it()
    {
        using (var turn = _chat.Conversation.BeginTurn("spoken"))
        {
            await new ScriptedModel(ScriptedModel.Says("Hello", input: 3, output: 2)).WithConvLog().GetResponseAsync("Hi");
            turn.EndedAt.Should().BeNull();
            turn.AgentResponse.IsEmpty.Should().BeTrue("the host says what the user hears");
            turn.Complete("said");
        }

        _chat.Turn.UserInput.Text.Should().Be("spoken");
        _chat.Turn.Usage!.TotalTokens.Should().Be(5);
        _chat.ModelCalls.Should().ContainSingle().Which.TurnId.Should().Be(_chat.Turn.Id);
    }

    [Fact]
    public async Task The_user_input_is_the_messages_after_the_last_answer()
    {
        await new ScriptedModel(ScriptedModel.Says("Anything else?")).WithConvLog().GetResponseAsync(
            [new(ChatRole.User, "old"), new(ChatRole.Assistant, "answer"), new(ChatRole.System, "Ask for more.")]);

        _chat.Turn.UserInput.IsEmpty.Should().BeTrue("the agent speaks first");
        _chat.ModelCalls[0].Request.Select(static message => message.Role).Should().Equal(ModelRole.User, ModelRole.Assistant, ModelRole.System);
    }

    [Fact]
    public async Task Files_are_logged_by_their_media_type()
    {
        await new ScriptedModel(ScriptedModel.Says("A cat.")).WithConvLog().GetResponseAsync(
            [new(ChatRole.User, [new TextContent("What is it? "), new DataContent(new byte[2_000], "image/png"),
                new UriContent("https://x.example/ada?token=1", "image/gif")])]);

        _chat.Turn.UserInput.Text.Should().Be("What is it? [image/png][image/gif]");
    }

    [Fact]
    public async Task Messages_are_read_once()
    {
        int read = 0;
        await new ScriptedModel(ScriptedModel.Says("ok")).WithConvLog().GetResponseAsync(Messages());
        read.Should().Be(1);

        IEnumerable<ChatMessage> Messages()
        {
            read++;
            yield return new ChatMessage(ChatRole.User, "Hi");
        }
    }

    [Fact]
    public async Task Missing_messages_are_left_to_the_inner_client()
        => await new ScriptedModel(ScriptedModel.Says("ok")).WithConvLog().Invoking(static client => client.GetResponseAsync((IEnumerable<ChatMessage>)null!))
            .Should().ThrowAsync<ArgumentNullException>();

    [Fact]
    public async Task A_service_without_usage_has_none_in_the_log()
    {
        await new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog().GetResponseAsync("Hi");

        _chat.ModelCalls[0].Usage.Should().BeNull();
        _chat.Turn.Usage.Should().BeNull();
    }

    [Fact]
    public async Task Unreadable_messages_are_counted_and_the_model_is_called()
    {
        var broken = new BrokenContents();
        var message = new ChatMessage(ChatRole.User, broken);
        var client = new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog();
        broken.IsBroken = true;
        (await client.GetResponseAsync([message])).Text.Should().Be("Hello");

        _chat.Conversation.Losses.Dropped[LossReason.CaptureFailed].Should().Be(1);
        _chat.Conversation.CurrentTurn.Should().BeNull();
    }

    [Fact]
    public async Task Logged_twice_by_mistake_a_request_is_one_turn_with_one_model_call()
    {
        var client = new ScriptedModel(ScriptedModel.Says("Hello", 1, 1)).WithConvLog().WithConvLog();
        await client.GetResponseAsync("Hi");

        _chat.Turn.AgentResponse.Text.Should().Be("Hello");
        _chat.ModelCalls.Should().ContainSingle();
    }

    [Fact]
    public async Task After_the_conversation_has_ended_the_client_works_without_logging()
    {
        var client = new ScriptedModel(ScriptedModel.Says("Hello")).WithConvLog(new ConvLogChatOptions { Conversation = _ => _chat.Conversation });
        _chat.Conversation.Dispose();
        (await client.GetResponseAsync("Hi")).Text.Should().Be("Hello");
        _chat.Sink.Turns.Should().BeEmpty();
    }

    [Fact]
    public async Task An_answer_polled_by_the_caller_belongs_to_one_turn()
    {
        static ScriptedModel.Step Working()
        {
            var step = ScriptedModel.Says("", 10, 0, finish: null);
            step.Response.ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 });
            return step;
        }

        var client = new ScriptedModel(Working(), Working(), ScriptedModel.Says("Done.", 10, 5), ScriptedModel.Says("Yes.")).WithConvLog();
        var response = await client.GetResponseAsync("Think long");
        while (response.ContinuationToken is { } token)
        {
            response = await client.GetResponseAsync([], new ChatOptions { ContinuationToken = token });
        }

        var turn = _chat.Turn;
        (turn.UserInput.Text, turn.AgentResponse.Text, turn.EndedAt is null).Should().Be(("Think long", "Done.", false));
        _chat.ModelCalls.Should().HaveCount(3);

        await client.GetResponseAsync("And now?");
        _chat.Sink.Turns.Should().HaveCount(2);
    }

    public void Dispose() => _chat.Dispose();

    private sealed class BrokenContents : System.Collections.ObjectModel.Collection<AIContent>, IList<AIContent>
    {
        public bool IsBroken { get; set; }

        IEnumerator<AIContent> IEnumerable<AIContent>.GetEnumerator() => IsBroken ? throw new InvalidOperationException("contents") : GetEnumerator();
    }
}
