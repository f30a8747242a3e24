namespace ConvLog.Mcp.Tests.Tools;

/// <summary><c>get_conversation</c>.</summary>
public sealed class ConversationToolTests
{
    [Fact]
    public async Task Its_problems_come_first_in_order_of_time_with_their_causes()
    {
        await using var server = await RunningServer.StartAsync();
        await ConvLogMcpServerBuilderExtensionsTests.LogAsync(server, "c-1");
        await using (var conversation = server.Open("c-2"))
        {
            using (var turn = conversation.BeginTurn("Hello"))
            {
                using (var call = turn.BeginModelCall("gpt-x"))
                {
                    call.Fail(new HttpRequestException("Too many requests"));
                }

                turn.Fail("No model answered");
            }

            conversation.Log.Error("Hung up");
        }

        var problems = (await server.DataAsync("get_conversation", ("id", "c-1"))).GetProperty("problems").EnumerateArray().ToList();
        problems.Select(static problem => (problem.GetProperty("kind").GetString(), problem.GetProperty("description").GetString())).Should().BeEquivalentTo(
        [
            ("function", "find_order failed: System.TimeoutException: [redacted]"), ("entry", "Order not found"),
            ("api", "GET https://crm.example/orders/{id} 404"),
        ]);
        problems.Should().OnlyContain(static problem => problem.GetProperty("turn").GetInt32() == 1 && problem.GetProperty("id").GetString() != "");

        var data = await server.DataAsync("get_conversation", ("id", "c-2"));
        data.GetProperty("problems").EnumerateArray().Select(static problem => problem.GetProperty("description").GetString()).Should().Equal(
            "The turn failed: [redacted]", "gpt-x failed: System.Net.Http.HttpRequestException: [redacted]", "Hung up");
        data.GetProperty("conversation").GetProperty("turns")[0].GetProperty("user_input").GetString().Should().Be("Hello");
    }

    [Fact]
    public async Task A_long_conversation_comes_in_parts_that_name_the_next()
    {
        await using var server = await RunningServer.StartAsync();
        await using (var conversation = server.Open("c-1"))
        {
            for (int i = 0; i < 12; i++)
            {
                using var turn = conversation.BeginTurn(new string('ä', 20_000));
                turn.Complete("Yes.");
            }
        }

        string part = await server.TextAsync("get_conversation", ("id", "c-1"));
        part.Length.Should().BeLessThan(150_000);
        part[^100..].Should().EndWith("Turns 1 to 5 of 12. Call get_conversation with first_turn=6 for the next.");
        string last = await server.TextAsync("get_conversation", ("id", "c-1"), ("first_turn", 9));
        last[^100..].Should().EndWith("Turns 9 to 12 of 12.");
        RunningServer.Data(last).GetProperty("conversation").GetProperty("turns").EnumerateArray()
            .Select(static turn => turn.GetProperty("ordinal").GetInt32()).Should().Equal(9, 10, 11, 12);
        (await server.RefusalAsync("get_conversation", ("id", "c-1"), ("first_turn", 13))).Should().Be(
            "first_turn must be an integer from 1 to 12, the number of turns.");
        (await server.RefusalAsync("get_conversation", ("id", "c-1"), ("first_turn", "x"))).Should().Contain("must be an integer");
    }

    [Theory]
    [InlineData("a/b %2F ü?#")]
    [InlineData("42")]
    public async Task An_ID_is_taken_as_it_is(string id)
    {
        await using var server = await RunningServer.StartAsync();
        await server.Open(id).DisposeAsync();

        (await server.DataAsync("get_conversation", ("id", id))).GetProperty("conversation").GetProperty("conversation_id").GetString().Should().Be(id);
        (await server.RefusalAsync("get_conversation", ("id", id + "x"))).Should().Be("There is no such conversation.");
    }
}
