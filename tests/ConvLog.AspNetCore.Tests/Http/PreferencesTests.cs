using System.Net;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class PreferencesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/preferences";

    [Fact]
    public async Task What_is_kept_comes_back_as_cookies_and_leads_to_the_page_it_was_opened_from()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var kept = await site.PostAsync(Path, [("theme", "dark"), ("zone", "Asia/Kathmandu"), ("return", "/convlog/conversations/conv-42")]);

        kept.Status.Should().Be(HttpStatusCode.SeeOther);
        kept.Header("Location").Should().Be("/convlog/conversations/conv-42");
        string[] cookies = kept.Header("Set-Cookie")!.Split('\n');
        cookies.Should().HaveCount(3).And.OnlyContain(static cookie => cookie.Contains("httponly") && cookie.Contains("samesite=strict")
            && cookie.Contains("path=/convlog"));
    }

    [Theory]
    [InlineData("light", "data-theme=\"light\"")]
    [InlineData("dark", "data-theme=\"dark\"")]
    public async Task A_theme_wins_over_the_systems(string theme, string attribute)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync("/convlog", ("Cookie", $"convlog-theme={theme}"))).Body.Should().Contain(attribute);
    }

    [Fact]
    public async Task Times_are_shown_in_the_chosen_zone_with_utc_when_pointed_at()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string page = (await site.GetAsync("/convlog/conversations/conv-42", ("Cookie", "convlog-zone=Asia/Kathmandu"))).Body;

        page.Should().Contain("UTC&#x2B;5:45</time>").And.MatchRegex("title=\"[^\"]+ UTC\"");
    }

    [Theory]
    [InlineData("convlog-theme=<script>")]
    [InlineData("convlog-theme=")]
    [InlineData("convlog-zone=../../etc/passwd")]
    [InlineData("convlog-zone=Nowhere/Land")]
    public async Task A_cookie_that_cannot_be_meant_counts_as_not_set(string cookie)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var page = await site.GetAsync("/convlog", ("Cookie", cookie));

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().NotContain("data-theme").And.Contain("Times in UTC");
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_is_asked_for_again()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var again = await site.PostAsync(Path, [("theme", "dark"), ("zone", "<b>Nowhere"), ("return", "")]);

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Body.Should().Contain("Unknown time zone").And.NotContain("<b>Nowhere");
        again.Header("Set-Cookie").Should().BeNull();
    }

    [Fact]
    public async Task A_form_leads_to_no_other_site_and_comes_from_none()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.PostAsync(Path, [("theme", "dark"), ("zone", "UTC"), ("return", "https://evil.example")])).Header("Location").Should().Be("/convlog");
        (await site.PostAsync(Path, [("theme", "dark"), ("zone", "UTC")], ("Origin", "https://evil.example"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("convlog-zone-auto=Asia/Kathmandu", "Times in Asia/Kathmandu")]
    [InlineData("convlog-zone-auto=Asia/Kathmandu; convlog-zone=Europe/Berlin", "Times in Europe/Berlin")]
    [InlineData("convlog-zone-auto=../../etc/passwd", "Times in UTC")]
    public async Task The_browsers_zone_holds_where_none_was_chosen(string cookies, string shown)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync("/convlog", ("Cookie", cookies))).Body.Should().Contain(shown);
    }

    [Fact]
    public async Task An_empty_zone_leaves_it_to_the_browser_again()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var kept = await site.PostAsync(Path, [("theme", "system"), ("zone", ""), ("numbers", ""), ("return", "")]);

        kept.Status.Should().Be(HttpStatusCode.SeeOther);
        kept.Header("Set-Cookie")!.Split('\n').Should().Contain(static cookie => cookie.StartsWith("convlog-zone=;", StringComparison.Ordinal))
            .And.Contain(static cookie => cookie.StartsWith("convlog-numbers=;", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de-DE", "", "1.234 tokens")]
    [InlineData("de-DE", "convlog-numbers=en-IN", "1,234 tokens")]
    [InlineData("de-DE", "convlog-numbers=<script>", "1.234 tokens")]
    public async Task Numbers_are_written_as_the_browsers_language_has_it_or_as_chosen(string language, string cookie, string shown)
    {
        var site = await sites.GetAsync(PlayedAsync);

        string page = (await site.GetAsync("/convlog/conversations/conv-42", ("Accept-Language", language), ("Cookie", cookie))).Body;

        page.Should().Contain(shown);
    }

    [Fact]
    public async Task Layers_that_are_switched_off_stay_off_and_unknown_ones_are_passed_over()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var kept = await site.PostAsync(Path + "/layers",
            [.. Layers.All.Where(static layer => layer is not ("info" or "usage")).Select(static layer => ("layer", layer)), ("layer", "<script>"),
            ("return", "/convlog/conversations/conv-42")]);

        (kept.Status, kept.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/conversations/conv-42"));
        kept.Header("Set-Cookie").Should().StartWith("convlog-layers=info.usage;").And.Contain("httponly").And.Contain("samesite=strict");
        (await site.PostAsync(Path + "/layers", [("layer", "info")], ("Origin", "https://evil.example"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData("info.usage", false, true)]
    [InlineData("info.error", false, false)]
    [InlineData("<script>.__proto__", true, true)]
    public void A_layer_is_shown_unless_it_was_switched_off(string? cookie, bool info, bool error)
    {
        var layers = Layers.Of(cookie);

        (layers.Shows("info"), layers.Shows("error"), layers.Shows("one of later")).Should().Be((info, error, true));
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        await using var conv = site.Open(new ConversationInfo("conv-42") { AgentId = "bookings" });
        conv.BeginTurn("Hello").Complete("Hello.", new ModelUsage("gpt-x", 1_200, 34));
        return site;
    }
}
