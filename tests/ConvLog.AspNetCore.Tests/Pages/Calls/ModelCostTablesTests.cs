using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

public sealed partial class ModelCostTablesTests
{
    [Fact]
    public async Task The_page_of_a_model_shows_its_cost_by_variant_and_by_month_as_the_API_returns_it()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "before", "A", new ModelUsage("gpt-x", 7, 3, 1m, "EUR"));
        site.Clock.Advance(TimeSpan.FromDays(40));
        await PlayAsync(site, "a", "A", new ModelUsage("gpt-x", 310, 42, 0.25m, "EUR"));
        await PlayAsync(site, "b", "B", new ModelUsage("gpt-x", 1_000, 10, 0.5m, "USD"));
        await PlayAsync(site, "c", "B", new ModelUsage("gpt-x", 50, 5, 0.125m, "EUR"));
        await PlayAsync(site, "d", null, new ModelUsage("other", 50, 5, 9m, "EUR"));

        string body = WebUtility.HtmlDecode((await site.GetAsync("/convlog/functions/details?kind=model&name=gpt-x")).Body);

        body.Should().Contain("No calls in this period", "turns that have only a usage are no model calls");
        Rows(body, "by-variant-h").Should().Equal("B 2 0 1,050 15 – €0.125 + $0.500", "A 1 0 310 42 – €0.250");
        var months = Rows(body, "by-month-h");
        months[0].Should().EndWith(" 3 0 1,360 57 – €0.375 + $0.500");
        months.Should().HaveCount(6).And.ContainSingle(static row => row.EndsWith(" 1 0 7 3 – €1.000", StringComparison.Ordinal));

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var counted = await MonthsAsync(site);
        counted.Select(static month => month.GetProperty("models").EnumerateArray().Sum(static model => model.GetProperty("calls").GetInt32())).Should()
            .EndWith(4).And.Contain(1);
        string month = Regex.Match(body, "(?<=href=\")[^\"]*(?=\">[A-Z][a-z]{2} 20)", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Rows(WebUtility.HtmlDecode((await site.GetAsync(month)).Body), "by-variant-h").Should().HaveCount(2, "the link narrows the page to the month");
        string variant = (await site.GetAsync("/convlog/functions/details?kind=model&name=gpt-x&variant=A")).Body;
        Rows(WebUtility.HtmlDecode(variant), "by-variant-h").Should().ContainSingle();
    }

    [Fact]
    public async Task The_list_of_models_shows_the_cost_of_this_month_by_variant_and_of_the_months_before()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "A", new ModelUsage("gpt-x", 310, 42, 0.25m, "EUR"));
        await PlayAsync(site, "b", "B", new ModelUsage("gpt-x", 1_000, 10, 0.5m, "USD"));
        await PlayAsync(site, "c", null, new ModelUsage("<b>&", 5, 5, 0.125m, "EUR"));

        string body = (await site.GetAsync("/convlog/functions?kind=model&period=24h")).Body;

        Rows(WebUtility.HtmlDecode(body), "months-h").Should().Equal(
            "gpt-x 2 1,362 €0.250 + $0.500 – –", "A 1 352 €0.250 – –", "B 1 1,010 $0.500 – –", "& 1 10 €0.125 – –");
        body.Should().Contain("&lt;b&gt;&amp;").And.NotContain("<b>&");
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", 2)]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&tz=Europe/Berlin", 3)]
    [InlineData("from=2024-01-15T00:00:00Z&to=2026-01-15T00:00:00Z", 25)]
    [InlineData("from=2024-01-15T00:00:00Z&to=2026-02-15T00:00:00Z", 0)]
    public async Task Months_are_those_of_the_time_zone_and_at_most_25(string query, int months)
    {
        await using var site = await Site.StartAsync();

        var answer = await site.GetAsync($"/convlog/v1/statistics/months?{query}");

        answer.Status.Should().Be(months == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        if (months > 0)
        {
            JsonDocument.Parse(answer.Body).RootElement.GetProperty("months").GetArrayLength().Should().Be(months);
        }
    }

    private static async Task<List<JsonElement>> MonthsAsync(Site site)
    {
        string from = Uri.EscapeDataString(site.Clock.GetUtcNow().AddDays(-100).ToString("O"));
        string body = (await site.GetAsync($"/convlog/v1/statistics/months?from={from}")).Body;
        return [.. JsonDocument.Parse(body).RootElement.GetProperty("months").EnumerateArray()];
    }

    private static Task PlayAsync(Site site, string id, string? variant, ModelUsage usage)
        => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", VariantId = variant }, conv => conv.CurrentTurn!.Complete("Done.", usage));

    // The words of each row of the table of a section.
    private static List<string> Rows(string body, string heading)
    {
        string section = Regex.Match(body, $"<section[^>]*{heading}.*?</section>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Value;
        return [.. section.Split("<tr ").Skip(2).Select(static row => Spaces().Replace(Tags().Replace($"<tr {row}", " "), " ").Trim())];
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
