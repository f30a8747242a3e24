using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>An invalid filter is reported and kept as a chip, and other filters still apply.</summary>
public sealed class ListRequestTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("from=yesterday", "From", "a time such as 2026-11-20T09:00:00Z", "<input type=\"hidden\" name=\"from\" value=\"yesterday\" />")]
    [InlineData("min_tokens=many", "Tokens ≥", "one integer from 0 to", "<input type=\"hidden\" name=\"min_tokens\" value=\"many\" />")]
    [InlineData("level=loud", "Log level", "one of info, warning, error", "<input type=\"hidden\" name=\"level\" value=\"loud\" />")]
    [InlineData("field=status", "Log field", "key:value, such as status:409", "<input type=\"hidden\" name=\"field\" value=\"status\" />")]
    [InlineData("rating=meh", "Rating", "one of like, dislike", "rating")]
    [InlineData("period=fortnight", "period", "period must be one of", "period")]
    [InlineData("sort=luck", "sort", "one of created", "sort")]
    [InlineData("q=%3F", "q", "q", "value=\"?\"")]
    [InlineData("channel=a&channel=b", "Channel", "is given more than once", "Channel")]
    [InlineData("from=%3Cscript%3Ealert(1)%3C/script%3E", "From", "&lt;script&gt;", "value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"")]
    public async Task Other_filters_apply_if_one_is_invalid(string query, string label, string form, string field)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.GetAsync($"/convlog?agent=bookings&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK);
        Listed(answer.Body).Should().Equal("a");
        string said = answer.Body.Replace("&#x2265;", "≥", StringComparison.Ordinal);
        said.Should().Contain($"Not applied: <b>{label}</b>").And.Contain(form).And.Contain(field).And.Contain("role=\"alert\"");
        said.Should().NotContain("<script>alert");
    }

    [Fact]
    public async Task Each_invalid_filter_is_reported_and_valid_ones_apply()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = (await site.GetAsync("/convlog?from=yesterday&to=2099-01-01&level=loud&agent=weather&min_tokens=-1")).Body;

        Listed(body).Should().Equal("b");
        Regex.Matches(body, "Not applied: ", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().HaveCount(3);
    }

    [Fact]
    public async Task For_an_empty_range_the_start_applies()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = (await site.GetAsync("/convlog?from=2099-01-02&to=2099-01-01")).Body;

        Listed(body).Should().BeEmpty();
        body.Should().Contain("Not applied: <b>To</b>").And.Contain("to must be later than from");
    }

    [Fact]
    public async Task Export_and_live_links_omit_invalid_filters_and_list_links_keep_them()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = (await site.GetAsync("/convlog?agent=bookings&environment=moon&from=yesterday")).Body;
        var link = Regex.Match(body, "href=\"(?<to>[^\"]+format=csv[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        string file = WebUtility.HtmlDecode(link.Groups["to"].Value);

        file.Should().Be("/convlog/file?format=csv&agent=bookings");
        (await site.GetAsync(file)).Status.Should().Be(HttpStatusCode.OK);
        body.Should().NotContain("/convlog/v1/live?agent=bookings&amp;environment=moon");
        body.Should().Contain("href=\"/convlog/conversations/a?agent=bookings&amp;environment=moon&amp;from=yesterday&amp;queue=1-1\"");
    }

    [Fact]
    public async Task The_API_refuses_an_invalid_filter_by_name()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.GetAsync("/convlog/v1/conversations?agent=bookings&from=yesterday");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be("from");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings" });
        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather" });
        return site;
    }

    private static IEnumerable<string> Listed(string body)
        => Regex.Matches(body, "class=\"open\" href=\"/convlog/conversations/(?<id>[^\"?]+)", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => match.Groups["id"].Value);
}
