namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>A refusal is an answer, marked as refused. Any other error in a response is a failure of the model call.</summary>
public sealed class ResponseErrorsTests : IDisposable
{
    private const string Sorry = "I cannot help Ana with that.";

    private readonly Chat _chat = new();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    public async Task A_refusal_is_a_masked_answer_and_not_a_failure(string order, bool isStreamed)
    {
        ConvLogChatOptions logging = new() { Mask = static text => new MaskedText(text, text.Replace("Ana", "[name]", StringComparison.Ordinal)) };
        var model = new ScriptedModel(ScriptedModel.Answers([new ErrorContent(Sorry) { ErrorCode = "Refusal" }]));
        var client = order is "outer" ? new ToolLoop(model).WithConvLog(logging) : new ToolLoop(model.WithConvLog(logging));
        await Chat.AskAsync(client, isStreamed, "How?");

        (_chat.Turn.FinishReason, _chat.Turn.Outcome, _chat.Turn.AgentResponse).Should()
            .Be(("refusal", TurnOutcome.Completed, new MaskedText(Sorry, "I cannot help [name] with that.")));
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.FinishReason, call.Outcome, call.Response!.Text.Shown).Should()
            .Be(("refusal", FunctionOutcome.Completed, "I cannot help [name] with that."));
    }

    [Theory]
    [InlineData("content_filter", "content_filter")]
    [InlineData("refusal", "refusal")]
    [InlineData("stop", null)]
    [InlineData("length", null)]
    public async Task A_turn_says_that_its_answer_was_stopped(string finish, string? said)
    {
        await new ScriptedModel(ScriptedModel.Says("Well", finish: finish)).WithConvLog().GetResponseAsync("How?");

        (_chat.Turn.FinishReason, _chat.Turn.AgentResponse.Text).Should().Be((said, "Well"));
        _chat.ModelCalls[0].FinishReason.Should().Be(finish);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_error_in_a_response_fails_the_model_call_and_a_turn_without_an_answer(bool isStreamed)
    {
        var client = new ScriptedModel(ScriptedModel.Answers([new ErrorContent("Too many requests of Ana") { ErrorCode = "rate_limit" }])).WithConvLog();
        await Chat.AskAsync(client, isStreamed, "How?");

        (_chat.Turn.Outcome, _chat.Turn.Error, _chat.Turn.AgentResponse.IsEmpty).Should().Be((TurnOutcome.Failed, "Too many requests of Ana", true));
        (_chat.ModelCalls[0].Outcome, _chat.ModelCalls[0].Error).Should().Be((FunctionOutcome.Failed, "Too many requests of Ana"));
    }

    [Fact]
    public async Task A_response_with_text_and_an_error_is_an_answer()
    {
        await new ScriptedModel(ScriptedModel.Answers([new TextContent("At eight"), new ErrorContent("cut off")])).WithConvLog().GetResponseAsync("When?");

        (_chat.Turn.Outcome, _chat.Turn.AgentResponse.Text).Should().Be((TurnOutcome.Completed, "At eight"));
        _chat.ModelCalls[0].Error.Should().Be("cut off");
    }

    public void Dispose() => _chat.Dispose();
}
