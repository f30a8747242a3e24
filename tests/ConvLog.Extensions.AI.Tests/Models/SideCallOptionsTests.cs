namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Requests that do not contribute to the answer: judges, titles, summaries, guards.</summary>
public sealed class SideCallOptionsTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_side_call_is_added_to_the_previous_turn_and_does_not_change_its_messages(bool isStreamed)
    {
        var client = new ScriptedModel(ScriptedModel.Says("At eight.", 10, 2), ScriptedModel.Says("A table", 5, 1), ScriptedModel.Says("Good.", 7, 1))
            .WithConvLog();
        await Chat.AskAsync(client, isStreamed, "When?");
        await Chat.AskAsync(client, isStreamed, "Write a title", ((ChatOptions?)null).AsSideCall("title"));
        await Chat.AskAsync(client, isStreamed, "How good is it?", new ChatOptions { Temperature = 0 }.AsSideCall("judge").Clone());

        (_chat.Turn.UserInput.Text, _chat.Turn.AgentResponse.Text.Trim()).Should().Be(("When?", "At eight."));
        _chat.ModelCalls.Select(static call => call.Purpose).Should().Equal(null, "title", "judge");
        _chat.ModelCalls.Should().OnlyContain(call => call.TurnId == _chat.Turn.Id && call.Outcome == FunctionOutcome.Completed);
        _chat.ModelCalls[2].Parameters!.Temperature.Should().Be(0);
    }

    [Fact]
    public async Task A_concurrent_guard_call_begins_no_turn_and_interrupts_none_when_abandoned()
    {
        var client = new ScriptedModel(ScriptedModel.Says("allowed or not"), ScriptedModel.Says("At eight.")).WithConvLog();
        using var turn = _chat.Conversation.BeginTurn("When?");
        await Chat.ReadAsync(client.GetStreamingResponseAsync("Is this allowed?", new ChatOptions().AsSideCall("guard")), most: 1);
        await client.GetResponseAsync("When?");
        turn.Complete("At eight.");

        (_chat.Turn.IsInterrupted, _chat.Turn.Streamed.IsEmpty, _chat.Turn.Outcome).Should().Be((false, true, TurnOutcome.Completed));
        _chat.ModelCalls.Select(static call => (call.Purpose, call.Outcome)).Should()
            .Equal(("guard", FunctionOutcome.Canceled), (null, FunctionOutcome.Completed));
    }

    [Fact]
    public async Task Before_any_turn_it_is_an_entry_of_the_conversation()
    {
        await new ScriptedModel(ScriptedModel.Says("A table")).WithConvLog().GetResponseAsync("Write a title", new ChatOptions().AsSideCall("title"));

        _chat.Sink.Turns.Should().BeEmpty();
        _chat.Sink.Entries.Should().ContainSingle().Which.Fields["purpose"].Should().Be("title");
    }

    [Fact]
    public async Task While_a_turn_waits_for_the_callers_tools_it_answers_nothing()
    {
        var client = new ScriptedModel(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("A table"), ScriptedModel.Says("ok"))
            .WithConvLog();
        var asked = await client.GetResponseAsync("When?");
        ChatMessage[] answered = [new(ChatRole.User, "When?"), .. asked.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_1", "found")])];
        await client.GetResponseAsync(answered, new ChatOptions().AsSideCall("title"));
        await client.GetResponseAsync(answered);

        _chat.Turn.AgentResponse.Text.Should().Be("ok");
        _chat.Sink.FunctionEvents.Should().ContainSingle();
    }

    [Fact]
    public void The_mark_of_a_side_call_is_not_sent_to_the_service()
    {
        var options = new ChatOptions { ModelId = "gpt-x", Tools = [AIFunctionFactory.Create(static () => 1, "one")] };
        var marked = options.AsSideCall("judge");

        (marked.ModelId, marked.AdditionalProperties, marked.RawRepresentationFactory).Should().Be(("gpt-x", null, null));
        marked.Tools.Should().Equal(options.Tools);
        options.Invoking(static options => options.AsSideCall("")).Should().Throw<ArgumentException>();
    }

    public void Dispose() => _chat.Dispose();
}
