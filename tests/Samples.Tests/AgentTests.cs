using System.Net;
using System.Text.Json;

namespace Samples.Tests;

/// <summary>samples/Agent: an agent with tools, HTTP calls and <c>ILogger</c> calls, played once at its start.</summary>
public sealed class AgentTests
{
    [Fact]
    public async Task Its_turn_has_model_calls_tools_API_responses_and_ILogger_entries()
    {
        using var sample = new RunningSample("Agent");
        (await sample.AfterAsync("booked Verde")).Should().NotBeEmpty();
        var page = new Uri(await sample.AfterAsync("and logs:"));
        using var http = new HttpClient { BaseAddress = new Uri(page.GetLeftPart(UriPartial.Authority)) };
        using var response = await http.GetAsync(page);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await http.GetStringAsync($"/convlog/v1/conversations/{page.Segments[^1]}"));
        var turn = json.RootElement.GetProperty("turns").EnumerateArray().Should().ContainSingle().Subject;

        turn.GetProperty("agent_response").GetString().Should().Be("Rosso was just taken. I booked Verde at 20:30 for two.");
        turn.GetProperty("model_calls").EnumerateArray().Select(static call => call.GetProperty("usage").GetProperty("input_tokens").GetInt32())
            .Should().Equal(412, 486, 530, 561);
        var tools = turn.GetProperty("function_events").EnumerateArray().ToList();
        tools.Select(static tool => (Text(tool, "name"), Text(tool, "call_id"), Text(tool, "outcome"))).Should().BeEquivalentTo(
        [
            ("find_table", "call_1", "completed"), ("find_table", "call_2", "completed"), ("book_table", "call_3", "failed"), ("book_table", "call_4",
                "completed"),
        ]);
        tools.Should().OnlyContain(static tool => tool.GetProperty("model_call_id").ValueKind == JsonValueKind.String);
        string failed = tools.Single(static tool => Text(tool, "call_id") is "call_3").ToString();
        failed.Should().Contain("/restaurants/{restaurant}/bookings").And.Contain("409").And.Contain("Table taken").And.NotContain("900123");
        tools[0].ToString().Should().Contain("Found a table for {Guests} guests at {Time}").And.Contain("Agent.BookingTools");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
