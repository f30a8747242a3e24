using System.Net;
using System.Text.Json;
using ConvLog.Tests.Shared;

namespace Samples.Tests;

/// <summary>samples/Agent: an agent with tools, HTTP calls and <c>ILogger</c> calls, run once at startup.</summary>
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

    [Fact]
    public async Task Spans_reach_a_collector_and_the_review_page_links_to_them()
    {
        using var collector = new OtlpCollector();
        using var sample = new RunningSample(
            "Agent", ["--traces", "https://traces.example/{traceId}"], ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        var page = new Uri(await sample.AfterAsync("and logs:"));
        using var http = new HttpClient { BaseAddress = new Uri(page.GetLeftPart(UriPartial.Authority)) };
        using var json = JsonDocument.Parse(await http.GetStringAsync($"/convlog/v1/conversations/{page.Segments[^1]}"));
        var turn = json.RootElement.GetProperty("turns")[0];
        List<JsonElement> traced =
        [
            .. turn.GetProperty("model_calls").EnumerateArray(), .. turn.GetProperty("function_events").EnumerateArray(),
            .. turn.GetProperty("function_events").EnumerateArray().SelectMany(static tool => tool.GetProperty("api_responses").EnumerateArray()),
        ];
        string trace = traced.Select(static part => Text(part, "trace_id")).Distinct(StringComparer.Ordinal).Should().ContainSingle().Subject;

        traced.Should().HaveCount(12);
        (await http.GetStringAsync(page)).Split($"href=\"https://traces.example/{trace}\"").Should().HaveCount(13);
        foreach (string span in traced.Select(static part => Text(part, "span_id")).Distinct(StringComparer.Ordinal))
        {
            await ArrivesAsync(collector, Convert.FromHexString(span));
        }

        collector.Text.Should().Contain("invoke_agent bookings").And.Contain("execute_tool book_table").And.Contain("/chat/")
            .And.NotContain("Rosso was just taken", "what was said is in no span");
    }

    private static async Task ArrivesAsync(OtlpCollector collector, byte[] bytes)
    {
        using var waiting = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (collector.Bytes.AsSpan().IndexOf(bytes) < 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, waiting.Token);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
