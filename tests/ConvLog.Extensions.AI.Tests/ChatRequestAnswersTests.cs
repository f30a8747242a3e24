namespace ConvLog.Extensions.AI.Tests;

/// <summary>Answers of several messages, and texts that precede tool calls.</summary>
public sealed class ChatRequestAnswersTests : IDisposable
{
    private static readonly ConvLogChatOptions s_masking = new()
    {
        Mask = static text
            => text.Contains("Ana", StringComparison.Ordinal) ? new MaskedText(text, text.Replace("Ana", "[name]", StringComparison.Ordinal)) : text,
    };

    private readonly Chat _chat = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_messages_of_an_answer_are_the_answer_each_masked(bool isStreamed)
    {
        ScriptedModel model = new(new ScriptedModel.Step(new ChatResponse([
            new ChatMessage(ChatRole.Assistant, "In stock, Ana.") { AuthorName = "stock", MessageId = "1" },
            new ChatMessage(ChatRole.Assistant, "Shall I order?") { AuthorName = "sales", MessageId = "2" }])));
        await Chat.AskAsync(model.WithConvLog(s_masking), isStreamed, "Chairs?");

        string text = isStreamed ? "In stock, Ana. \nShall I order? " : "In stock, Ana.\nShall I order?";
        MaskedText answer = new(text, text.Replace("Ana", "[name]", StringComparison.Ordinal));
        (_chat.Turn.AgentResponse, _chat.ModelCalls[0].Response!.Text).Should().Be((answer, answer));
    }

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    [InlineData("both", false)]
    [InlineData("both", true)]
    public async Task Text_before_tool_calls_is_a_filler_and_is_recorded_once(string order, bool isStreamed)
    {
        ScriptedModel model = new(
            ScriptedModel.Calls("Let me look, Ana.", 1, 1, ("1", "look", 1)), ScriptedModel.Calls("", 1, 1, ("2", "look", 2)),
            ScriptedModel.Calls("One more.", 1, 1, ("3", "look", 3)), ScriptedModel.Says("At eight."));
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create((int value) => value, "look")] };
        await Chat.AskAsync(Chat.Pipeline(model, order, s_masking), isStreamed, "When?", options);

        _chat.Turn.Said.Select(static part => (part.Text.Shown.Trim(), part.IsFiller)).Should().Equal(("Let me look, [name].", true), ("One more.", true));
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("At eight.");
    }

    [Fact]
    public async Task The_response_of_an_agent_inside_a_tool_is_not_part_of_the_answer()
    {
        ScriptedModel inner = new(ScriptedModel.Calls("Thinking.", 1, 1, ("i", "look", 1)), ScriptedModel.Says("Found."));
        ChatOptions looking = new() { Tools = [AIFunctionFactory.Create((int value) => value, "look")] };
        var expert = inner.AsBuilder().UseConvLog().UseFunctionInvocation().Build();
        var ask = AIFunctionFactory.Create(async (string value) => (await expert.GetResponseAsync(value, looking)).Text, "ask");
        ScriptedModel outer = new(ScriptedModel.Calls("", 1, 1, ("o", "ask", "where")), ScriptedModel.Says("Here."));
        await outer.AsBuilder().UseConvLog().UseFunctionInvocation().Build().GetResponseAsync("Where?", new ChatOptions { Tools = [ask] });

        _chat.Turn.Said.Should().BeEmpty();
        _chat.Call("i").Parent!.Name.Should().Be("ask");
    }

    public void Dispose() => _chat.Dispose();
}
