namespace ConvLog.Extensions.AI.Tests;

/// <summary>Cancellations not requested by the caller are failures.</summary>
public sealed class TimeoutTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly CancellationTokenSource _caller = new();

    public static TheoryData<string, bool, bool> Pipelines()
    {
        TheoryData<string, bool, bool> all = [];
        foreach (string order in new[] { "outer", "inner", "both" })
        {
            foreach (bool isStreamed in new[] { false, true })
            {
                all.Add(order, isStreamed, true);
                all.Add(order, isStreamed, false);
            }
        }

        return all;
    }

    public void Dispose()
    {
        _caller.Dispose();
        _chat.Dispose();
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_tool_that_times_out_has_failed_and_the_turn_continues(string order, bool isStreamed, bool hasTimeout)
    {
        var slow = AIFunctionFactory.Create(string (string value) => throw Timeout(hasTimeout), "look");
        await AskAsync(new ScriptedModel(Look, ScriptedModel.Says("Sorry.")), order, isStreamed, slow);

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").ErrorType).Should().Be((FunctionOutcome.Failed, typeof(TaskCanceledException).FullName));
        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.Text.Trim()).Should().Be((TurnOutcome.Completed, "Sorry."));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_model_that_times_out_has_failed_with_its_turn(string order, bool isStreamed, bool hasTimeout)
    {
        var look = AIFunctionFactory.Create((string value) => value, "look");
        var asking = () => AskAsync(new ScriptedModel(Look, ScriptedModel.Throws(Timeout(hasTimeout))), order, isStreamed, look);
        await asking.Should().ThrowAsync<TaskCanceledException>();

        _chat.ModelCalls.Select(static call => call.Outcome).Should().Equal(FunctionOutcome.Completed, FunctionOutcome.Failed);
        (_chat.Turn.Outcome, _chat.Turn.ErrorType).Should().Be((TurnOutcome.Failed, typeof(TaskCanceledException).FullName));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task A_tool_canceled_by_its_caller_is_canceled_unless_it_timed_out(string order, bool isStreamed, bool hasTimeout)
    {
        var slow = AIFunctionFactory.Create(
            string (string value) =>
            {
                _caller.Cancel();
                throw Timeout(hasTimeout);
            },
            "look");
        var asking = () => AskAsync(new ScriptedModel(Look), order, isStreamed, slow);
        await asking.Should().ThrowAsync<TaskCanceledException>();

        _chat.Call("call_1").Outcome.Should().Be(hasTimeout ? FunctionOutcome.Failed : FunctionOutcome.Canceled);
        if (order is not "inner")
        {
            _chat.Turn.Outcome.Should().Be(hasTimeout ? TurnOutcome.Failed : TurnOutcome.Canceled);
        }
    }

    private static ScriptedModel.Step Look => ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a"));

    private static TaskCanceledException Timeout(bool hasTimeout) => new("slow", hasTimeout ? new TimeoutException() : null);

    private Task AskAsync(IChatClient model, string order, bool isStreamed, AIFunction tool)
    {
        var inner = order is "outer" ? model : model.WithConvLog();
        IChatClient loop = new FunctionInvokingChatClient(inner);
        var client = order is "inner" ? loop : loop.WithConvLog();
        ChatOptions options = new() { Tools = order is "inner" ? new[] { tool }.WithConvLog() : [tool] };
        return isStreamed
            ? Chat.ReadAsync(client.GetStreamingResponseAsync("Hi", options, _caller.Token))
            : client.GetResponseAsync("Hi", options, _caller.Token);
    }
}
