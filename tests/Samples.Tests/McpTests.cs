using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Samples.Tests;

/// <summary>samples/Mcp: a Model Context Protocol server on standard input and output, started as by a coding agent.</summary>
public sealed class McpTests
{
    [Fact]
    public async Task Its_tools_list_a_problem_and_show_the_conversation_without_personal_data()
    {
        await using var client = await StartAsync();
        var tools = await client.ListToolsAsync();
        string problems = await TextAsync(client, "list_problems");
        string conversation = await TextAsync(client, "get_conversation", ("id", "order-2"));

        tools.Select(static tool => tool.Name).Should().BeEquivalentTo("find_conversations", "get_conversation", "list_problems", "get_statistics");
        problems.Should().Contain("\"content\":\"Order not found\",\"count\":1").And.Contain("order-2").And.NotContain("order-1");
        conversation.Should().Contain("find_order failed: System.Collections.Generic.KeyNotFoundException").And.NotContain("900123");
    }

    [Fact]
    public async Task It_reads_the_store_while_another_process_writes_to_it()
    {
        using var agent = new RunningSample("Agent");
        (await agent.AfterAsync("booked Verde")).Should().NotBeEmpty();
        await using var client = await StartAsync("--data", agent.Store);

        (await TextAsync(client, "find_conversations", ("function", "book_table"), ("function_outcome", "failed")))
            .Should().Contain("\"conversation_id\":\"demo-");
    }

    private static Task<McpClient> StartAsync(params string[] arguments) => McpClient.CreateAsync(new StdioClientTransport(
        new StdioClientTransportOptions { Command = "dotnet", Arguments = [.. RunningSample.Command("Mcp"), .. arguments] }));

    private static async Task<string> TextAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal));
        result.IsError.Should().NotBe(true);
        return string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text));
    }
}
