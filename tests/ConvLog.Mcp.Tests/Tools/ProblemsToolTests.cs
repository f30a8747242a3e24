namespace ConvLog.Mcp.Tests.Tools;

/// <summary><c>list_problems</c> and <c>get_statistics</c>.</summary>
public sealed class ProblemsToolTests
{
    [Fact]
    public async Task Problems_have_their_kinds_functions_messages_and_conversations()
    {
        await using var server = await RunningServer.StartAsync();
        await ConvLogMcpServerBuilderExtensionsTests.LogAsync(server, "c-1");
        await ConvLogMcpServerBuilderExtensionsTests.LogAsync(server, "c-2", agent: "bookings");
        await using (var quiet = server.Open("c-3"))
        {
            using (quiet.BeginTurn("Hello"))
            using (quiet.BeginFunction("greet"))
            {
                quiet.Log.Info("Nothing to report");
            }
        }

        var data = await server.DataAsync("list_problems", ("agent", "shop"));
        data.GetProperty("problems").GetProperty("with_problem").GetInt64().Should().Be(1);
        data.GetProperty("problems").GetProperty("conversations").GetInt64().Should().Be(2);
        data.GetProperty("functions").EnumerateArray().Should().ContainSingle().Which.GetProperty("name").GetString().Should().Be("find_order");
        data.GetProperty("error_messages").GetProperty("messages")[0].GetProperty("content").GetString().Should().Be("Order not found");
        data.GetProperty("conversations").EnumerateArray().Should().ContainSingle()
            .Which.GetProperty("conversation_id").GetString().Should().Be("c-1");
        (await server.DataAsync("list_problems", ("problem", "model"))).GetProperty("conversations").GetArrayLength().Should().Be(0);
        (await server.RefusalAsync("list_problems", ("from", "yesterday"))).Should().Contain("from");
    }

    [Fact]
    public async Task Without_a_period_the_last_seven_days_are_used()
    {
        var time = new FixedTime(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.StartAsync(time: time);
        (await server.DataAsync("list_problems")).GetProperty("from").GetString().Should().StartWith("2026-11-17T12:00:00");
    }

    [Fact]
    public async Task Statistics_come_whole_or_one_figure()
    {
        await using var server = await RunningServer.StartAsync();
        await ConvLogMcpServerBuilderExtensionsTests.LogAsync(server, "c-1");

        var all = await server.DataAsync("get_statistics", ("tz", "Europe/Berlin"));
        all.GetProperty("total").GetProperty("conversations").GetInt64().Should().Be(1);
        all.GetProperty("functions")[0].GetProperty("failed").GetInt64().Should().Be(1);
        var one = await server.DataAsync("get_statistics", ("figure", "conversations"));
        one.GetProperty("total").GetInt64().Should().Be(1);
        one.TryGetProperty("functions", out _).Should().BeFalse();
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
