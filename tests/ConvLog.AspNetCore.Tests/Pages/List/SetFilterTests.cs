using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>An active filter is a chip in the search box, with links that remove and negate it.</summary>
public sealed class SetFilterTests
{
    [Fact]
    public async Task A_filter_is_described_in_words_with_a_link_to_remove_it()
    {
        await using var site = await PlayedAsync();

        string[] chips = Chips((await site.GetAsync("/convlog?channel=voice&has_handoff=false&min_turns=0&not_language=fr&agent=bookings&has_problem=false")).Body);

        chips.Should().SatisfyRespectively(
            static chip => chip.Should().Contain("Agent: <bdi>bookings</bdi>").And.Contain("<input type=\"hidden\" name=\"agent\" value=\"bookings\" />"),
            static chip => chip.Should().Contain("Channel: <bdi>voice</bdi>").And.Contain("has_problem=false&min_turns=0&not_language=fr\" title=\"Remove"),
            static chip => chip.Should().Contain("Handoff: <bdi>Not handed off</bdi>"),
            static chip => chip.Should().Contain("Problems: <bdi>false</bdi>").And.Contain("<input type=\"hidden\" name=\"has_problem\" value=\"false\" />"),
            static chip => chip.Should().Contain("Turns ≥ <bdi>0</bdi>"),
            static chip => chip.Should().Contain("Language is not: <bdi>fr</bdi>").And.Contain("<input type=\"hidden\" name=\"not_language\" value=\"fr\" />"));
    }

    [Fact]
    public async Task An_exclude_link_negates_the_filter()
    {
        await using var site = await PlayedAsync();
        string body = (await site.GetAsync("/convlog?channel=voice")).Body;
        Listed(body).Should().Equal("a");

        const string Excluded = "/convlog?not_channel=voice";
        Chips(body).Should().ContainSingle().Which.Should().Contain($"class=\"exclude\" href=\"{Excluded}\"");
        Listed((await site.GetAsync(Excluded)).Body).Should().Equal("b");
    }

    [Theory]
    [InlineData("min_duration_ms=30001", "Duration > <bdi>30 s</bdi>")]
    [InlineData("min_duration_ms=30000", "Duration ≥ <bdi>30 s</bdi>")]
    [InlineData("min_duration_ms=30500", "Duration ≥ <bdi>30.5 s</bdi>")]
    [InlineData("max_latency_ms=1999", "Response time < <bdi>2 s</bdi>")]
    [InlineData("min_function_ms=800", "Function duration ≥ <bdi>800 ms</bdi>")]
    [InlineData("min_latency_ms=1", "Response time ≥ <bdi>1 ms</bdi>")]
    [InlineData("min_duration_ms=long", "Duration ≥ <bdi>long</bdi>")]
    [InlineData("api_status_class=4", "API status: <bdi>4xx</bdi>")]
    public async Task A_limit_is_shown_with_its_unit(string filter, string chip)
    {
        await using var site = await PlayedAsync();

        Chips((await site.GetAsync($"/convlog?{filter}")).Body).Should().ContainSingle().Which.Should().Contain(chip);
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings", Channel = "voice" });
        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather" });
        return site;
    }

    private static string[] Chips(string body)
        => [.. Regex.Matches(WebUtility.HtmlDecode(body), "<li class=\"chip\">.*?</li>", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
            .Select(static match => match.Value)];

    private static IEnumerable<string> Listed(string body)
        => Regex.Matches(body, "class=\"open\" href=\"/convlog/conversations/(?<id>[^\"?]+)", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => match.Groups["id"].Value);
}
