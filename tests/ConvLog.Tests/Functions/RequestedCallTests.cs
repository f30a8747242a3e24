namespace ConvLog.Tests.Functions;

/// <summary>A function event refers to the model call that requested it, whichever of the two ends first.</summary>
public sealed class RequestedCallTests : IAsyncDisposable
{
    private readonly StoredSession _stored = new();

    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    [Theory]
    [InlineData("model call, function")]
    [InlineData("function, model call")]
    [InlineData("model call inside the function")]
    public async Task The_model_call_of_a_function_is_known_in_any_order_of_ends(string order)
    {
        FunctionEvent function;
        ModelCall asked;
        await using (var conv = _stored.Open())
        {
            using var turn = conv.BeginTurn();
            asked = turn.BeginModelCall("gpt-realtime");
            if (order is "model call, function")
            {
                Answer(asked, "call_1");
            }

            function = turn.BeginFunction("find_table", "call_1");
            if (order is "model call inside the function")
            {
                Answer(asked, "call_1");
            }

            function.Dispose();
            Answer(asked, "call_1");
        }

        function.ModelCallId.Should().Be(asked.Id);
        var view = (await _stored.ReadAsync()).Turns.Should().ContainSingle().Subject;
        view.FunctionEvents.Should().ContainSingle().Which.ModelCallId.Should().Be(asked.Id);
    }

    [Fact]
    public async Task With_reused_call_IDs_each_function_has_its_own_model_call()
    {
        var functions = new List<FunctionEvent>();
        var asked = new List<string>();
        await using (var conv = _stored.Open())
        {
            using var turn = conv.BeginTurn();
            for (int round = 0; round < 4; round++)
            {
                var call = turn.BeginModelCall("m");
                _stored.Clock.Advance(TimeSpan.FromSeconds(1));
                if (round % 2 == 0)
                {
                    Answer(call, "call_1");
                }

                functions.Add(turn.BeginFunction("f", "call_" + (round % 2 == 0 ? 1 : round + 1)));
                _stored.Clock.Advance(TimeSpan.FromSeconds(1));
                Answer(call, "call_" + (round % 2 == 0 ? 1 : round + 1));
                functions[^1].Dispose();
                asked.Add(call.Id);
            }
        }

        functions.Select(static function => function.ModelCallId).Should().Equal(asked);
        (await _stored.ReadAsync()).Turns[0].FunctionEvents.Select(static function => function.ModelCallId).Should().Equal(asked);
    }

    [Fact]
    public async Task A_function_that_no_model_call_requested_has_no_model_call()
    {
        await using (var conv = _stored.Open())
        {
            using var turn = conv.BeginTurn();
            using var beside = turn.BeginFunction("f", "call_2");
            using var without = turn.BeginFunction("f");
            Answer(turn.BeginModelCall("m"), "call_1");
            (beside.ModelCallId, without.ModelCallId).Should().Be((null, null));
        }

        (await _stored.ReadAsync()).Turns[0].FunctionEvents.Should().OnlyContain(static function => function.ModelCallId == null);
    }

    [Fact]
    public async Task A_reader_without_the_permission_sees_it_as_well()
    {
        await using (var conv = _stored.Open())
        {
            using var turn = conv.BeginTurn();
            turn.BeginFunction("f", "call_1").Dispose();
            Answer(turn.BeginModelCall("m"), "call_1");
        }

        var view = (await _stored.ReadAsync(StoredSession.Other)).Turns[0];
        view.FunctionEvents[0].ModelCallId.Should().Be(view.ModelCalls[0].Id);
    }

    private static void Answer(ModelCall call, string id) => call.Complete(ModelMessage.Assistant("", [new ModelToolCall(id, "f")]));
}
