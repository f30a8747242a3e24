using System.Net;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class PreferencesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/preferences";

    [Fact]
    public async Task Preferences_are_saved_as_cookies_and_the_form_returns_to_its_page()
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
    public async Task A_chosen_theme_overrides_the_system_theme(string theme, string attribute)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync("/convlog", ("Cookie", $"convlog-theme={theme}"))).Body.Should().Contain(attribute);
    }

    [Fact]
    public async Task Times_use_the_chosen_zone_and_show_UTC_on_hover()
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
    public async Task An_invalid_preference_cookie_is_ignored(string cookie)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var page = await site.GetAsync("/convlog", ("Cookie", cookie));

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().NotContain("data-theme").And.Contain("Times in UTC");
    }

    [Fact]
    public async Task An_unknown_time_zone_is_refused_and_the_form_shown_again()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var again = await site.PostAsync(Path, [("theme", "dark"), ("zone", "<b>Nowhere"), ("return", "")]);

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Body.Should().Contain("Unknown time zone").And.NotContain("<b>Nowhere");
        again.Header("Set-Cookie").Should().BeNull();
    }

    [Fact]
    public async Task The_form_redirects_to_no_other_site_and_is_accepted_from_none()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.PostAsync(Path, [("theme", "dark"), ("zone", "UTC"), ("return", "https://evil.example")])).Header("Location").Should().Be("/convlog");
        (await site.PostAsync(Path, [("theme", "dark"), ("zone", "UTC")], ("Origin", "https://evil.example"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("convlog-zone-auto=Asia/Kathmandu", "Times in Asia/Kathmandu")]
    [InlineData("convlog-zone-auto=Asia/Kathmandu; convlog-zone=Europe/Berlin", "Times in Europe/Berlin")]
    [InlineData("convlog-zone-auto=../../etc/passwd", "Times in UTC")]
    public async Task The_zone_of_the_browser_applies_if_none_was_chosen(string cookies, string shown)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync("/convlog", ("Cookie", cookies))).Body.Should().Contain(shown);
    }

    [Fact]
    public async Task An_empty_zone_restores_the_zone_of_the_browser()
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
    public async Task Numbers_follow_the_browser_language_or_the_chosen_format(string language, string cookie, string shown)
    {
        var site = await sites.GetAsync(PlayedAsync);

        string page = (await site.GetAsync("/convlog/conversations/conv-42", ("Accept-Language", language), ("Cookie", cookie))).Body;

        page.Should().Contain(shown);
    }

    [Fact]
    public async Task Hidden_layers_are_saved_and_unknown_ones_ignored()
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
    public void A_layer_is_shown_unless_it_was_hidden(string? cookie, bool info, bool error)
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
