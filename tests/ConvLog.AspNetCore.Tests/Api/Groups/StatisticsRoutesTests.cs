using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class StatisticsRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Day = "from=2025-01-01&to=2025-01-02";

    [Theory]
    [InlineData("/convlog/v1/statistics", 1)]
    [InlineData("/convlog/insight?period=7d", 2)] // For the period and the previous one.
    [InlineData("/convlog/insight", 5)] // For each period, because none has enough turns.
    public async Task The_statistics_of_a_period_are_read_from_the_store_once(string path, int times)
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);
        var store = MonitoredStore.Of(site);
        store.TakeCalls();

        await site.GetWithKeyAsync(path);

        store.TakeCalls().Count(static call => call is "ReadStatisticsAsync").Should().Be(times);
    }

    [Fact]
    public async Task All_figures_are_counted_by_day_and_in_total_with_each_function()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var counted = (await site.GetWithKeyAsync($"/convlog/v1/statistics?{Day}")).Json;

        counted.GetProperty("from").GetString().Should().Be("2025-01-01T00:00:00.000000Z");
        counted.GetProperty("to").GetString().Should().Be("2025-01-02T00:00:00.000000Z");
        counted.GetProperty("time_zone").GetString().Should().Be("UTC");
        var total = counted.GetProperty("total");
        total.GetProperty("conversations").GetInt32().Should().Be(3);
        total.GetProperty("messages").GetInt32().Should().Be(3);
        total.GetProperty("users").GetInt32().Should().Be(2);
        total.GetProperty("tokens").GetRawText().Should().Be("""{"input":320,"output":44,"total":364}""");
        total.GetProperty("cost").GetProperty("USD").GetDecimal().Should().Be(0.012m);
        total.GetProperty("latency").GetProperty("count").GetInt32().Should().Be(3);
        total.GetProperty("ratings").GetRawText().Should().Be("""{"user_likes":0,"user_dislikes":1,"team_likes":1,"team_dislikes":0}""");
        total.GetProperty("satisfaction").GetDouble().Should().Be(0);
        counted.GetProperty("days").EnumerateArray().Should().ContainSingle().Which.GetProperty("day").GetString().Should().Be("2025-01-01");
        counted.GetProperty("functions").EnumerateArray().Should().ContainSingle().Which.GetProperty("failed").GetInt32().Should().Be(1);
        var model = counted.GetProperty("models").EnumerateArray().Should().ContainSingle().Which;
        model.GetRawText().Should().Be(
            """{"model":"gpt-x","provider":null,"calls":2,"failed":0,"error_rate":0,"tokens":{"input":320,"output":44,"total":364,"cached":0},"cached_share":null,"cost":{"USD":0.012},"duration":{"count":0,"average_ms":null,"p50_ms":null,"p95_ms":null,"p99_ms":null},"time_to_first_token":{"count":0,"average_ms":null,"p50_ms":null,"p95_ms":null,"p99_ms":null},"variants":[{"variant":null,"calls":2,"failed":0,"tokens":{"input":320,"output":44,"total":364,"cached":0},"cached_share":null,"cost":{"USD":0.012}}]}""");
        counted.GetProperty("variants").GetRawText().Should().Be(
            """[{"variant":null,"conversations":3,"messages":3,"errors":0,"tokens":{"input":320,"output":44,"total":364,"cached":0},"cached_share":null,"cost":{"USD":0.012}}]""");
        counted.GetProperty("time").EnumerateObject().Select(static time => time.Name).Should().Equal("model_ms", "function_ms");
    }

    [Fact]
    public async Task Each_figure_is_the_same_when_requested_alone()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        var all = (await site.GetWithKeyAsync($"/convlog/v1/statistics?{Day}")).Json;

        var names = all.GetProperty("total").EnumerateObject().Select(static figure => figure.Name).ToList();
        names.Should().Equal("conversations", "messages", "users", "interactions", "tokens", "cost", "latency", "tokens_per_second", "satisfaction",
            "likes_per_thousand_messages", "ratings",
            "errors", "interrupted", "refused", "stages");
        foreach (string name in names)
        {
            var one = (await site.GetWithKeyAsync($"/convlog/v1/statistics/{name}?{Day}")).Json;
            one.GetProperty("name").GetString().Should().Be(name);
            one.GetProperty("total").GetRawText().Should().Be(all.GetProperty("total").GetProperty(name).GetRawText());
            one.GetProperty("days")[0].GetProperty("value").GetRawText().Should().Be(all.GetProperty("days")[0].GetProperty(name).GetRawText());
        }

        var functions = (await site.GetWithKeyAsync($"/convlog/v1/statistics/functions?{Day}")).Json;
        functions.GetProperty("functions").GetRawText().Should().Be(all.GetProperty("functions").GetRawText());
        functions.TryGetProperty("days", out _).Should().BeFalse();
        foreach (string name in (string[])["models", "variants", "time"])
        {
            var one = (await site.GetWithKeyAsync($"/convlog/v1/statistics/{name}?{Day}")).Json;
            one.GetProperty(name).GetRawText().Should().Be(all.GetProperty(name).GetRawText());
            one.TryGetProperty("days", out _).Should().BeFalse();
        }

        var errors = (await site.GetWithKeyAsync($"/convlog/v1/statistics/error_messages?{Day}")).Json.GetProperty("error_messages");
        errors.GetRawText().Should().Be(all.GetProperty("error_messages").GetRawText())
            .And.Be("""{"messages":[{"content":"CRM upsert failed","count":1,"conversations":1,"last_at":"2025-01-01T10:00:00.000000Z"}],"since":null}""");
    }

    [Theory]
    [InlineData("agent=weather", 1)]
    [InlineData("environment=sandbox", 1)]
    [InlineData("environment=debug", 1)]
    [InlineData("channel=webchat", 1)]
    [InlineData("agent=nobody", 0)]
    public async Task Filters_reduce_the_counts(string query, int conversations)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetWithKeyAsync($"/convlog/v1/statistics/conversations?{Day}&{query}")).Json.GetProperty("total").GetInt32().Should().Be(conversations);
    }

    [Fact]
    public async Task Days_are_those_of_the_time_zone()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var days = (await site.GetWithKeyAsync("/convlog/v1/statistics/messages?from=2025-01-01T09:00:00Z&to=2025-01-01T12:00:00Z&tz=Pacific/Kiritimati")).Json;

        days.GetProperty("time_zone").GetString().Should().Be("Pacific/Kiritimati");
        days.GetProperty("days").EnumerateArray().Select(static day => (day.GetProperty("day").GetString(), day.GetProperty("value").GetInt32()))
            .Should().Equal(("2025-01-01", 0), ("2025-01-02", 3));
    }

    [Fact]
    public async Task The_default_period_is_30_days_up_to_the_next_quarter_of_an_hour()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var counted = (await site.GetWithKeyAsync("/convlog/v1/statistics")).Json;

        counted.GetProperty("to").GetString().Should().Be("2025-01-01T10:15:00.000000Z");
        counted.GetProperty("from").GetString().Should().Be("2024-12-02T10:15:00.000000Z");
        counted.GetProperty("total").GetProperty("conversations").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Response_times_stages_and_interruptions_are_those_that_the_caller_experiences()
    {
        await using var site = await Site.WithKeysAsync();
        await PhoneCall.PlayAsync(site, "call");

        var total = (await site.GetWithKeyAsync($"/convlog/v1/statistics?{Day}")).Json.GetProperty("total");

        total.GetProperty("messages").GetInt32().Should().Be(3);
        total.GetProperty("latency").GetProperty("count").GetInt32().Should().Be(1);
        total.GetProperty("latency").GetProperty("average_ms").GetDouble().Should().Be(150);
        total.GetProperty("interrupted").GetProperty("count").GetInt32().Should().Be(1);
        total.GetProperty("stages").GetProperty("model").GetProperty("average_ms").GetDouble().Should().Be(60);
        var turns = (await site.GetWithKeyAsync("/convlog/v1/conversations/call")).Json.GetProperty("turns").EnumerateArray();
        turns.Select(static turn => turn.GetProperty("response_ms").GetRawText()).Should().Equal("null", "150", "null");
    }

    [Fact]
    public async Task Figures_without_measurements_are_null_instead_of_zero()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var total = (await site.GetWithKeyAsync($"/convlog/v1/statistics?{Day}")).Json.GetProperty("total");

        total.GetProperty("latency").GetRawText().Should().Be("""{"count":0,"average_ms":null,"p50_ms":null,"p95_ms":null,"p99_ms":null}""");
        total.GetProperty("interrupted").GetRawText().Should().Be("""{"count":0,"share":null}""");
        total.GetProperty("refused").GetRawText().Should().Be("""{"count":0,"share":null}""");
        total.GetProperty("stages").EnumerateObject().Select(static stage => (stage.Name, stage.Value.GetProperty("count").GetInt32())).Should()
            .Equal(("speech_to_text", 0), ("model", 0), ("functions", 0), ("text_to_speech", 0), ("first_byte", 0));
        total.GetProperty("satisfaction").ValueKind.Should().Be(JsonValueKind.Null);
        total.GetProperty("likes_per_thousand_messages").ValueKind.Should().Be(JsonValueKind.Null);
        total.GetProperty("interactions").ValueKind.Should().Be(JsonValueKind.Null);
        total.GetProperty("cost").GetRawText().Should().Be("{}");
    }
}
