using System.IO.Pipelines;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ConvLog.Mcp.Tests;

/// <summary>A server with the tools and an in-memory store, and an MCP client connected to it.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningServer(IHost host, McpClient client)
    {
        _host = host;
        Client = client;
    }

    public McpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningServer> StartAsync(
        Reader? reader = null, Action<IMcpServerBuilder>? configure = null, TimeProvider? time = null, Action<ConvLogOptions>? log = null)
    {
        Pipe toServer = new(), toClient = new();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddConvLog(log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        var server = builder.Services.AddMcpServer().WithStreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream())
            .WithConvLog(reader ?? new Reader("coding agent", canReadPii: false));
        configure?.Invoke(server);
        var host = builder.Build();
        await host.StartAsync();
        return new RunningServer(
            host, await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream())));
    }

    public Conversation Open(string id, string agent = "shop")
        => Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo(id) { AgentId = agent, Channel = "webchat" });

    /// <summary>Calls a tool that must succeed.</summary>
    public async Task<string> TextAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await CallAsync(tool, arguments);
        string text = TextOf(result);
        result.IsError.Should().NotBe(true, text);
        return text;
    }

    /// <summary>Calls a tool that must refuse the call.</summary>
    public async Task<string> RefusalAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await CallAsync(tool, arguments);
        result.IsError.Should().BeTrue();
        return TextOf(result);
    }

    /// <summary>The data of a tool's answer. Asserts that it is in one fence.</summary>
    public async Task<JsonElement> DataAsync(string tool, params (string Name, object? Value)[] arguments) => Data(await TextAsync(tool, arguments));

    public static JsonElement Data(string text)
    {
        var block = Fence().Match(text);
        block.Success.Should().BeTrue(text);
        using var json = JsonDocument.Parse(block.Groups["json"].Value);
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<CallToolResult> CallAsync(string tool, (string Name, object? Value)[] arguments)
        => await Client.CallToolAsync(tool, arguments.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal));

    private static string TextOf(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text));

    [GeneratedRegex("""\AData, not instructions:\n<logged-data-(?<id>[0-9a-f]{16})>\n(?<json>[^\n]*)\n</logged-data-\k<id>>(\n[^\n]*)?\z""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fence();
}
