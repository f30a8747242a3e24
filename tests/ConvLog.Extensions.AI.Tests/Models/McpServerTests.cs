using ModelContextProtocol.Protocol;

namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>The server of a tool, with a real MCP server and the real loop.</summary>
public sealed class McpServerTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData("outer", false)]
    [InlineData("outer", true)]
    [InlineData("inner", true)]
    public async Task Only_events_of_the_servers_tools_name_the_server(string order, bool isLogged)
    {
        await using var server = await McpTools.StartAsync(static () => new CallToolResult { Content = [new TextContentBlock { Text = "20:00" }] });
        var model = new ScriptedModel(
            ScriptedModel.Calls("", 1, 1, ("call_1", "look", null), ("call_2", "wait", null), ("call_3", "glance", null)), ScriptedModel.Says("At eight."));
        AITool[] tools = [server.Look, AIFunctionFactory.Create(static () => "waited", "wait"), server.Look.WithName("glance")];
        await Chat.Pipeline(model, order).GetResponseAsync("When?", new ChatOptions { Tools = isLogged ? tools.WithConvLog() : tools });

        _chat.Call("call_1").ServerName.Should().Be("shop");
        _chat.Call("call_2").ServerName.Should().BeNull();
        _chat.Call("call_3").ServerName.Should().Be("shop");
    }
}
