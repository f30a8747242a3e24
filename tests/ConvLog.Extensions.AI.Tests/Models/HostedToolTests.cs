using System.Text.Json;

namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Tools that the model's service runs are function events too.</summary>
public sealed class HostedToolTests : IDisposable
{
    private readonly Chat _chat = new();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    [InlineData("both", false)]
    [InlineData("both", true)]
    public async Task Each_hosted_tool_call_is_one_event_with_its_arguments_and_result(string order, bool isStreamed)
    {
        var model = new ScriptedModel(ScriptedModel.Answers(
        [
            new WebSearchToolCallContent("ws_1") { Queries = ["tables in Rome"] },
            new WebSearchToolResultContent("ws_1") { Outputs = [new UriContent("https://rosso.example/", "text/html")] },
            new McpServerToolCallContent("mcp_1", "ask_question", "wiki")
            {
                Arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>("""{"question":"When?"}"""),
            },
            new McpServerToolResultContent("mcp_1") { Outputs = [new TextContent("At eight")] },
            new CodeInterpreterToolCallContent("ci_1") { Inputs = [new TextContent("1 + 1")] },
            new TextContent("At eight."),
        ]));
        var client = order switch
        {
            "outer" => new ToolLoop(model).WithConvLog(),
            "inner" => new ToolLoop(model.WithConvLog()),
            _ => new ToolLoop(model.WithConvLog()).WithConvLog(),
        };
        await Chat.AskAsync(client, isStreamed, "When?");

        _chat.Sink.FunctionEvents.Should().HaveCount(3)
            .And.OnlyContain(static call => call.IsHosted && !call.IsUnobserved && call.Outcome == FunctionOutcome.Completed && call.Duration == null);
        _chat.Sink.FunctionEvents.Select(static call => call.Name).Should().Equal("web_search", "ask_question", "code_interpreter");
        _chat.Call("ws_1").Arguments["queries"]!.ToString().Should().Be("[\"tables in Rome\"]");
        _chat.Call("mcp_1").Arguments["question"].Should().Be("When?");
        _chat.Call("mcp_1").Result!.Value.Value!.ToString().Should().Contain("At eight");
        _chat.Sink.FunctionEvents.Select(static call => call.ServerName).Should().Equal(null, "wiki", null);
        _chat.Call("ci_1").Result.Should().BeNull("the service did not say");
        _chat.Turn.AgentResponse.Text.Trim().Should().Be("At eight.");
    }

    [Fact]
    public async Task A_hosted_tool_call_that_reports_an_error_has_failed()
    {
        await new ScriptedModel(ScriptedModel.Answers(
        [
            new McpServerToolCallContent("mcp_1", "ask_question", "wiki"),
            new McpServerToolResultContent("mcp_1") { Outputs = [new ErrorContent("no wiki of Ana")] },
            new TextContent("Sorry."),
        ])).WithConvLog().GetResponseAsync("When?");

        (_chat.Call("mcp_1").Outcome, _chat.Call("mcp_1").Error, _chat.Call("mcp_1").IsHosted).Should().Be((FunctionOutcome.Failed, "no wiki of Ana", true));
    }

    [Fact]
    public async Task The_history_of_an_earlier_turn_makes_no_second_event()
    {
        var model = new ScriptedModel(
            ScriptedModel.Answers([new WebSearchToolCallContent("ws_1") { Queries = ["a"] }, new TextContent("At eight.")]), ScriptedModel.Says("Yes."));
        var client = new ToolLoop(model).WithConvLog();
        var first = await client.GetResponseAsync("When?");
        await client.GetResponseAsync([new(ChatRole.User, "When?"), .. first.Messages, new(ChatRole.User, "For two?")]);

        _chat.Sink.FunctionEvents.Should().ContainSingle().Which.Turn.Should().BeSameAs(_chat.Sink.Turns[0]);
    }

    public void Dispose() => _chat.Dispose();
}
