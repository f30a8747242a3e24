using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Tools of a real MCP server behind the real loop.</summary>
public sealed class McpResultTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", false)]
    [InlineData("inner", true)]
    public async Task A_tool_that_says_it_failed_has_failed_with_its_text(string order, bool isStreamed)
    {
        var model = await AskAsync(
            static () => new CallToolResult { IsError = true, Content = [Text("No table"), Text("for ada@example.com")] }, order, isStreamed);

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error).Should().Be((FunctionOutcome.Failed, "No table\nfor ada@example.com"));
        _chat.Call("call_1").Result.Should().BeNull();
        model.Requests[1].SelectMany(static message => message.Contents).OfType<FunctionResultContent>().Single().Result
            .Should().BeOfType<JsonElement>().Which.GetProperty("isError").GetBoolean().Should().BeTrue("the model gets what it gets without us");
        _chat.ModelCalls[1].Request[^1].Text.Text.Should().Contain("\"isError\":true", "that was sent to the model");
        _chat.Turn.Outcome.Should().Be(TurnOutcome.Completed);
    }

    [Fact]
    public async Task A_failure_without_a_text_says_so()
    {
        await AskAsync(static () => new CallToolResult { IsError = true, Content = [] }, "outer", isStreamed: false);

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error).Should().Be((FunctionOutcome.Failed, "The tool reported an error without a text."));
    }

    [Fact]
    public async Task A_successful_result_has_its_text()
        => (await ResultAsync(static () => new CallToolResult { Content = [Text("20:00"), Text("21:00")] })).Should().Be("""["20:00","21:00"]""");

    [Fact]
    public async Task A_result_with_metadata_or_structure_has_its_text_too()
    {
        (await ResultAsync(static () => new CallToolResult { Content = [Text("20:00")], Meta = new JsonObject { ["ms"] = 12 } })).Should().Be("20:00");
        (await ResultAsync(static () => new CallToolResult { Content = [Text("20:00")], StructuredContent = Json("""{"time":"20:00"}""") }))
            .Should().Be("20:00");
    }

    [Fact]
    public async Task Content_other_than_text_is_recorded_by_its_type()
    {
        var menu = new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = "menu://1", Text = "Pasta" } };
        var image = ImageContentBlock.FromBytes(new byte[] { 1, 2 }, "image/png");
        (await ResultAsync(() => new CallToolResult { Content = [Text("The menu:"), menu, image], Meta = new JsonObject { ["ms"] = 12 } }))
            .Should().Be("The menu:\nPasta\n[image/png]");
    }

    [Fact]
    public async Task A_result_with_structured_content_only_has_that_content()
        => (await ResultAsync(static () => new CallToolResult { Content = [], StructuredContent = Json("""{"time":"20:00"}""") }))
            .Should().Be("""{"time":"20:00"}""");

    [Fact]
    public async Task The_clients_own_result_is_read_as_well()
    {
        var failing = new MessageFunction(new CallToolResult { IsError = true, Content = [Text("No table")] });
        await Client(Model(), "outer").GetResponseAsync("Hi", new ChatOptions { Tools = [failing] });

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error).Should().Be((FunctionOutcome.Failed, "No table"));
    }

    [Theory]
    [InlineData("""{"content":"text","isError":true}""")]
    [InlineData("""{"content":[{"text":"x"}],"isError":true}""")]
    [InlineData("""{"content":[{"type":"text","text":"x"}],"isError":true,"rows":3}""")]
    [InlineData("""{"isError":true}""")]
    [InlineData("""[{"content":[]}]""")]
    public async Task Other_JSON_is_a_result_as_it_is(string json)
    {
        await Client(Model(), "outer").GetResponseAsync("Hi", new ChatOptions { Tools = [new MessageFunction(Json(json))] });

        _chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        _chat.Call("call_1").Result!.Value.ToString().Should().Contain(json);
    }

    [Fact]
    public async Task A_tool_that_returns_a_result_with_an_exception_has_failed_with_it()
    {
        FunctionResultContent result = new("call_1", "Error.") { Exception = new InvalidOperationException("The database said no") };
        await Client(Model(), "outer").GetResponseAsync("Hi", new ChatOptions { Tools = [new MessageFunction(result)] });

        (_chat.Call("call_1").Outcome, _chat.Call("call_1").Error, _chat.Call("call_1").ErrorType)
            .Should().Be((FunctionOutcome.Failed, "The database said no", "System.InvalidOperationException"));
    }

    private static TextContentBlock Text(string text) => new() { Text = text };

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static ScriptedModel Model() => new(ScriptedModel.Calls("", 1, 1, ("call_1", "look", "a")), ScriptedModel.Says("ok"));

    private static IChatClient Client(IChatClient model, string order)
        => order is "inner" ? new FunctionInvokingChatClient(model.WithConvLog()) : new FunctionInvokingChatClient(model).WithConvLog();

    private static async Task<ScriptedModel> AskAsync(Func<CallToolResult> look, string order, bool isStreamed)
    {
        await using var tools = await McpTools.StartAsync(look);
        var model = Model();
        var options = new ChatOptions { Tools = order is "inner" ? new[] { tools.Look }.WithConvLog() : [tools.Look] };
        await Chat.AskAsync(Client(model, order), isStreamed, "Hi", options);
        return model;
    }

    private static async Task<string> ResultAsync(Func<CallToolResult> look)
    {
        using Chat chat = new();
        await AskAsync(look, "outer", isStreamed: false);
        chat.Call("call_1").Outcome.Should().Be(FunctionOutcome.Completed);
        return chat.Call("call_1").Result!.Value.Value is string text ? text : chat.Call("call_1").Result!.Value.ToString()!.Split('=', 2)[^1].Trim();
    }

    private sealed class MessageFunction(object result) : AIFunction
    {
        public override string Name => "look";

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new(result);
    }
}
