namespace ConvLog.Extensions.AI.Tests.Realtime;

/// <summary>Functions that a realtime model calls.</summary>
public sealed class RealtimeExchangeFunctionsTests
{
    [Fact]
    public async Task Concurrent_calls_are_function_events_of_the_turn_that_their_results_continue()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.CallAsync("resp_1", ("call_a", "find_table"), ("call_b", "read_menu"));
        call.Time.Advance(TimeSpan.FromSeconds(1));
        await call.ReturnAsync("call_b", "soup");
        call.Time.Advance(TimeSpan.FromSeconds(1));
        await call.ReturnAsync("call_a", "table 5");
        await call.Session.SendAsync(new CreateResponseRealtimeClientMessage(), CancellationToken.None);
        await call.AnswerAsync("resp_2", "Table 5, and soup.");

        var turn = call.Chat.Turn;
        (turn.AgentResponse.Text, turn.Outcome, turn.Usage!.InputTokens).Should().Be(("Table 5, and soup.", TurnOutcome.Completed, 220));
        call.Chat.Sink.FunctionEvents.Should().HaveCount(2).And.OnlyContain(function => function.Turn == turn && function.Outcome == FunctionOutcome.Completed);
        (call.Chat.Call("call_a").Name, call.Chat.Call("call_a").Duration, call.Chat.Call("call_b").Duration)
            .Should().Be(("find_table", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
        call.Chat.Call("call_a").Arguments.ToString().Should().Contain("guests");
        call.Chat.Call("call_a").ModelCallId.Should().Be(call.Chat.ModelCalls[0].Id);
        call.Chat.ModelCalls[0].FinishReason.Should().Be("tool_calls");
        call.Chat.ModelCalls[1].Request.Select(static message => message.Role).Should()
            .Equal(ModelRole.User, ModelRole.Assistant, ModelRole.Tool, ModelRole.Tool);
    }

    [Fact]
    public async Task A_result_after_the_next_input_belongs_to_the_turn_of_its_call()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.CallAsync("resp_1", ("call_a", "find_table"));
        await call.SpeakAsync("item_2");
        await call.AnswerAsync("resp_2", "One moment.");
        await call.ReturnAsync("call_a", "table 5");
        await call.ReturnAsync("call_a", "again");
        await call.AnswerAsync("resp_3", "Table 5.");

        call.Turns.Select(static turn => turn.AgentResponse.Text).Should().Equal("", "One moment.", "Table 5.");
        (call.Chat.Call("call_a").Turn, call.Chat.Call("call_a").Outcome).Should().Be((call.Turns[0], FunctionOutcome.Completed));
    }

    [Fact]
    public async Task A_result_with_an_exception_is_a_failure()
    {
        await using var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.CallAsync("resp_1", ("call_a", "find_table"));
        await call.Session.SendAsync(
            new CreateConversationItemRealtimeClientMessage(new RealtimeConversationItem(
                [new FunctionResultContent("call_a", "Error") { Exception = new InvalidOperationException("full") }])),
            CancellationToken.None);

        (call.Chat.Call("call_a").Outcome, call.Chat.Call("call_a").Error).Should().Be((FunctionOutcome.Failed, "full"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_function_that_is_invoked_for_the_host_is_one_event(bool isInside, bool isLogged)
    {
        List<AITool> tools = [AIFunctionFactory.Create(Book, "book_table")];
        var session = new RealtimeSessionOptions { Tools = isLogged ? [.. tools.WithConvLog()] : tools };
        await using var call = await VoiceCall.BeginAsync(
            session,
            inside: builder => isInside ? builder.UseFunctionInvocation() : builder,
            outside: builder => isInside ? builder : builder.UseFunctionInvocation());
        using var current = call.Chat.Conversation.MakeCurrent();
        await call.SpeakAsync("item_1");
        await call.CallAsync("resp_1", ("call_a", "book_table"));
        await call.ReceiveAsync(
            """{"type":"conversation.item.added","item":{"id":"item_2","type":"function_call_output","call_id":"call_a","output":"table 5"}}""",
            """{"type":"conversation.item.done","item":{"id":"item_2","type":"function_call_output","call_id":"call_a","output":"table 5"}}""");
        await call.AnswerAsync("resp_2", "Booked.");

        var function = call.Chat.Sink.FunctionEvents.Should().ContainSingle().Subject;
        (function.Name, function.CallId, function.Outcome, function.Turn).Should().Be(("book_table", "call_a", FunctionOutcome.Completed, call.Chat.Turn));
        function.Result!.Value.ToString().Should().Contain("table 5");
        call.Chat.Turn.AgentResponse.Text.Should().Be("Booked.");
        call.Service.Sent.OfType<CreateConversationItemRealtimeClientMessage>().Should().ContainSingle();
        if (isInside || isLogged)
        {
            function.Entries.Should().ContainSingle().Which.Content.Should().Be("Booking");
        }
    }

    [Fact]
    public async Task A_call_open_when_the_user_leaves_is_canceled()
    {
        var call = await VoiceCall.BeginAsync();
        await call.SpeakAsync("item_1");
        await call.CallAsync("resp_1", ("call_a", "find_table"));
        await call.DisposeAsync();

        (call.Chat.Turn.Outcome, call.Chat.Turn.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.UserLeft));
        (call.Chat.Call("call_a").Outcome, call.Chat.Call("call_a").CancelReason).Should().Be((FunctionOutcome.Canceled, CancelReason.UserLeft));
    }

    private static string Book(int guests)
    {
        Conversation.Current!.Log.Info("Booking", ("guests", guests));
        return "table 5";
    }
}
