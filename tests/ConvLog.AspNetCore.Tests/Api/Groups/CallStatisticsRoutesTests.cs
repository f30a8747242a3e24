using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class CallStatisticsRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Day = "from=2025-01-01&to=2025-01-02";

    [Fact]
    public async Task Function_calls_equal_the_other_statistics_and_have_outcomes_and_a_series()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var function = (await site.GetWithKeyAsync($"/convlog/v1/statistics/functions?{Day}")).Json.GetProperty("functions")[0];
        var calls = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls?{Day}")).Json;

        calls.GetProperty("kind").GetString().Should().Be("function");
        var target = calls.GetProperty("targets").EnumerateArray().Should().ContainSingle().Which;
        foreach (string figure in (string[])["name", "calls", "failed", "duration"])
        {
            target.GetProperty(figure).GetRawText().Should().Be(function.GetProperty(figure).GetRawText());
        }

        target.GetProperty("problems").GetInt64().Should().Be(1);
        target.GetProperty("series").GetArrayLength().Should().Be(24);
        target.GetProperty("last_problem").GetProperty("outcome").GetString().Should().Be("failed");
        calls.GetProperty("since").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Function_details_match_the_list_and_include_log_messages()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var target = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls?{Day}")).Json.GetProperty("targets")[0];
        string name = target.GetProperty("name").GetString()!;
        var details = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls/details?{Day}&name={Uri.EscapeDataString(name)}")).Json;

        foreach (string figure in (string[])["name", "calls", "failed", "problems", "conversations", "duration", "last_problem"])
        {
            details.GetProperty(figure).GetRawText().Should().Be(target.GetProperty(figure).GetRawText());
        }

        details.GetProperty("messages").EnumerateArray()
            .Select(static message => message.GetProperty("content").GetString()).Should().Contain("CRM upsert failed");
        details.GetProperty("latest_problems")[0].GetProperty("call_id").GetString().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("endpoint")]
    [InlineData("model")]
    public async Task Statistics_of_endpoints_and_models_have_the_same_shape(string kind)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var calls = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls?{Day}&kind={kind}")).Json;

        calls.GetProperty("kind").GetString().Should().Be(kind);
        calls.GetProperty("target_count").GetInt32().Should().Be(calls.GetProperty("targets").GetArrayLength());
        var none = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls/details?{Day}&kind={kind}&name=nothing")).Json;
        none.GetProperty("calls").GetInt64().Should().Be(0);
        none.GetProperty("problem_rate").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/statistics/calls?kind=tool", "kind")]
    [InlineData("/statistics/calls/details?kind=model", "name")]
    [InlineData("/statistics/calls?from=2026-06-02&to=2026-06-01", "from")]
    public async Task An_invalid_parameter_is_refused(string path, string field)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"/convlog/v1{path}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().BeOneOf(field, "to");
    }
}
