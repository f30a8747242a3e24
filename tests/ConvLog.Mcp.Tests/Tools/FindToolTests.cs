using System.Text.Json;
using ConvLog.AspNetCore.Api.Groups;

namespace ConvLog.Mcp.Tests.Tools;

/// <summary><c>find_conversations</c>.</summary>
public sealed class FindToolTests
{
    [Fact]
    public async Task It_takes_every_filter_of_the_Conversations_API_and_says_what_each_means()
    {
        await using var server = await RunningServer.StartAsync();
        var schema = (await server.Client.ListToolsAsync()).Single(static tool => tool.Name is "find_conversations").JsonSchema;
        var properties = schema.GetProperty("properties").EnumerateObject().ToList();

        properties.Select(static property => property.Name).Should().Contain(ConversationFilters.All.Select(static parameter => parameter.Name))
            .And.Contain(["limit", "cursor", "count"]);
        properties.Should().OnlyContain(static property => property.Value.GetProperty("description").GetString()!.Length > 5);
        schema.GetProperty("additionalProperties").GetBoolean().Should().BeFalse();
        schema.GetRawText().Length.Should().BeLessThan(24_000, "a model reads it in every session");
        schema.GetRawText().Should().NotContain("POST /").And.NotContain("GET /search");
    }

    [Fact]
    public async Task Filters_of_each_type_are_taken()
    {
        await using var server = await RunningServer.StartAsync();
        await ConvLogMcpServerBuilderExtensionsTests.LogAsync(server, "c-1");
        await using (var quiet = server.Open("c-2"))
        {
            quiet.Log.Info("Nothing to report");
        }

        (await FoundAsync(server, ("has_problem", true))).Should().Equal("c-1");
        (await FoundAsync(server, ("has_problem", false))).Should().Equal("c-2");
        (await FoundAsync(server, ("problem", new[] { "function", "model" }), ("error_type", "TimeoutException"))).Should().Equal("c-1");
        (await FoundAsync(server, ("min_turns", 1))).Should().Equal("c-1");
        (await FoundAsync(server, ("min_turns", 1.0))).Should().Equal("c-1");
        (await FoundAsync(server, ("field", "order_id:42"))).Should().Equal("c-1");
        (await FoundAsync(server, ("q", "report"))).Should().Equal("c-2");
        (await FoundAsync(server, ("not_function", "find"))).Should().Equal("c-2");
        (await FoundAsync(server, ("to", "2020-01-01T00:00:00Z"))).Should().BeEmpty();
        (await FoundAsync(server, ("q", null), ("user", null))).Should().BeEquivalentTo("c-1", "c-2");
    }

    [Fact]
    public async Task Pages_follow_each_other_by_the_cursor()
    {
        await using var server = await RunningServer.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await server.Open($"c-{i}").DisposeAsync();
        }

        var first = await server.DataAsync("find_conversations", ("limit", 2), ("count", true));
        first.GetProperty("conversations").GetArrayLength().Should().Be(2);
        first.GetProperty("total").GetInt64().Should().Be(3);
        var second = await server.DataAsync("find_conversations", ("limit", 2), ("cursor", first.GetProperty("next_cursor").GetString()));
        second.GetProperty("conversations").GetArrayLength().Should().Be(1);
        second.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
    }

    private static async Task<IEnumerable<string>> FoundAsync(RunningServer server, params (string Name, object? Value)[] filters)
        => (await server.DataAsync("find_conversations", filters)).GetProperty("conversations").EnumerateArray()
            .Select(static found => found.GetProperty("conversation_id").GetString()!).ToList();
}
