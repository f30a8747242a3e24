namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>The reasoning of a model is not part of the answer. It is stored separately unless the host omits it.</summary>
public sealed class ModelMessagesReasoningTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    public async Task Reasoning_is_stored_with_the_message_that_follows_it(string order, bool isStreamed)
    {
        await Chat.AskAsync(Client(order, new ConvLogChatOptions()), isStreamed, "When?", s_options);

        _chat.ModelCalls.Select(static call => call.Response!.Reasoning).Should().Equal("Ana wants eight.", null);
        _chat.ModelCalls[1].Request.Should().ContainSingle(static message => message.Reasoning == "Ana wants eight.");
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("At eight.");
        _chat.Turn.Said.Should().BeEmpty();
    }

    [Fact]
    public async Task A_host_can_omit_reasoning()
    {
        await Chat.AskAsync(Client("outer", new ConvLogChatOptions { IncludeReasoning = false }), isStreamed: true, "When?", s_options);

        _chat.ModelCalls.SelectMany(static call => call.Request.Append(call.Response!)).Should().OnlyContain(static message => message.Reasoning == null);
        _chat.ModelCalls[0].Response!.ToolCalls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_client_that_omits_reasoning_does_not_affect_another_client()
    {
        using var turn = _chat.Conversation.BeginTurn("When?");
        ChatMessage thought = new(ChatRole.Assistant, [new TextReasoningContent("Ana wants eight."), new TextContent("At eight?")]);
        List<ChatMessage> history = [new(ChatRole.User, "When?"), thought, new(ChatRole.User, "Yes")];
        await new ScriptedModel(ScriptedModel.Says("Booked.")).WithConvLog().GetResponseAsync(history);
        await new ScriptedModel(ScriptedModel.Says("Fine.")).WithConvLog(new ConvLogChatOptions { IncludeReasoning = false }).GetResponseAsync(history);

        _chat.ModelCalls.Select(static call => call.Request[1].Reasoning).Should().Equal("Ana wants eight.", null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_earlier_message_with_reasoning_only_is_part_of_the_request(bool isIncluded)
    {
        ChatMessage thought = new(ChatRole.Assistant, [new TextReasoningContent("Ana wants eight.")]);
        var client = new ScriptedModel(ScriptedModel.Says("At eight.")).WithConvLog(new ConvLogChatOptions { IncludeReasoning = isIncluded });
        await client.GetResponseAsync([new(ChatRole.User, "When?"), thought, new(ChatRole.User, "So?")]);

        _chat.ModelCalls.Should().ContainSingle().Which.Request.Select(static message => message.Reasoning ?? message.Text.Text)
            .Should().Equal(isIncluded ? ["When?", "Ana wants eight.", "So?"] : ["When?", "So?"]);
    }

    public void Dispose() => _chat.Dispose();

    private static readonly ChatOptions s_options = new() { Tools = [AIFunctionFactory.Create((int value) => value, "look")] };

    private static IChatClient Client(string order, ConvLogChatOptions logging)
    {
        ScriptedModel model = new(
            ScriptedModel.Answers([
                new TextReasoningContent("Ana wants "), new TextReasoningContent("eight."),
                new FunctionCallContent("1", "look", new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = 1 })]),
            ScriptedModel.Says("At eight."));
        return Chat.Pipeline(model, order, logging);
    }
}
