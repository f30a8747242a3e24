namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Details that OpenAI's client has only in its raw representation, with the real package.</summary>
public sealed class OpenAIPartsTests : IDisposable
{
    private const string Broken = "{\"place\":\"Ros";

    private readonly Chat _chat = new();

    public static IEnumerable<object[]> Ways
        => from order in (string[])["outer", "inner", "both"]
           from isStreamed in (bool[])[false, true]
           from isResponses in (bool[])[false, true]
           select (object[])[order, isStreamed, isResponses];

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", true)]
    public async Task A_refusal_is_the_answer_however_it_comes(string order, bool isStreamed)
    {
        using OpenAIService service = new(new OpenAIService.Answer { Refusal = "I cannot help with that." });
        await Chat.AskAsync(Chat.Pipeline(service.Chat(), order), isStreamed, "How?");

        (_chat.Turn.FinishReason, _chat.Turn.AgentResponse.Text).Should().Be(("refusal", "I cannot help with that."));
        (_chat.ModelCalls[0].FinishReason, _chat.ModelCalls[0].Response!.Text.Text).Should().Be(("refusal", "I cannot help with that."));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Malformed_JSON_arguments_are_kept_as_received_with_the_reason(string order, bool isStreamed, bool isResponses)
    {
        using OpenAIService service = new(
            OpenAIService.Calls(("call_1", "find_table", "{\"place\":\"Verde\"}"), ("call_2", "find_table", Broken)), OpenAIService.Says("Sorry."));
        var find = AIFunctionFactory.Create((string place) => $"20:00 at {place}", "find_table");
        var client = Chat.Pipeline(isResponses ? service.Responses() : service.Chat(), order);
        await Chat.AskAsync(client, isStreamed, "A table", new ChatOptions { Tools = [find] });

        _chat.Call("call_1").Should().BeEquivalentTo(new { Outcome = FunctionOutcome.Completed, Result = new { Value = "20:00 at Verde" } });
        var failed = _chat.Call("call_2");
        failed.Outcome.Should().Be(FunctionOutcome.Failed);
        failed.Error.Should().Contain("parsing");
        (failed.Arguments["_"], failed.Arguments["_error"]).Should().Be((Broken, "Error parsing function call arguments."));
        var asked = _chat.ModelCalls[0].Response!.ToolCalls[1];
        (asked.Arguments["_"], asked.Arguments["_error"]).Should().Be((Broken, "Error parsing function call arguments."));
        _chat.Turn.AgentResponse.Text.Should().Be("Sorry.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_that_ignores_malformed_arguments_completes_and_they_are_kept(bool isStreamed)
    {
        using OpenAIService service = new(OpenAIService.Calls(("call_1", "time", "now")), OpenAIService.Says("It is 8."));
        var time = AIFunctionFactory.Create(static () => "20:00", "time");
        await Chat.AskAsync(Chat.Pipeline(service.Chat(), "outer"), isStreamed, "When?", new ChatOptions { Tools = [time] });

        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Call("call_1").Arguments["_"].Should().Be("now");
    }

    public void Dispose() => _chat.Dispose();
}
