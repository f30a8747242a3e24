using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>An MCP server in this process, with a tool named "look", and a client of it.</summary>
public sealed class McpTools : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly McpServer _server;
    private readonly Task _serving;
    private readonly McpClient _client;

    private McpTools(CancellationTokenSource stop, McpServer server, Task serving, McpClient client, McpClientTool look)
    {
        _stop = stop;
        _server = server;
        _serving = serving;
        _client = client;
        Look = look;
    }

    public McpClientTool Look { get; }

    public static async Task<McpTools> StartAsync(Func<CallToolResult> look)
    {
        Pipe asked = new();
        Pipe answered = new();
        McpServerOptions options = new()
        {
            ServerInfo = new Implementation { Name = "shop", Version = "1.0" },
            ToolCollection = [McpServerTool.Create(look, new McpServerToolCreateOptions { Name = "look" })],
        };
        var server = McpServer.Create(new StreamServerTransport(asked.Reader.AsStream(), answered.Writer.AsStream(), "shop"), options);
        CancellationTokenSource stop = new();
        var serving = server.RunAsync(stop.Token);
        var client = await McpClient.CreateAsync(new StreamClientTransport(asked.Writer.AsStream(), answered.Reader.AsStream()));
        return new McpTools(stop, server, serving, client, (await client.ListToolsAsync()).Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _stop.CancelAsync();
        await _server.DisposeAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
