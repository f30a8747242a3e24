using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

/// <summary>Privacy pages and forms require the permission to manage all conversations.</summary>
public sealed class PermittedResponsesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Receipt = "7c1e0000-0000-4000-8000-0000000000a9";

    private static readonly IPAddress s_elsewhere = IPAddress.Parse("203.0.113.7");

    public static TheoryData<string> Pages { get; } =
    [
        "/convlog/privacy", "/convlog/privacy/runs", "/convlog/privacy/erasures", "/convlog/privacy/erasures/question", $"/convlog/privacy/erasures/{Receipt}",
        $"/convlog/privacy/erasures/{Receipt}/receipt.json", "/convlog/privacy/holds", "/convlog/privacy/holds/release", "/convlog/privacy/access",
    ];

    public static TheoryData<string> Forms { get; } =
        ["/convlog/privacy/runs", "/convlog/privacy/erasures", "/convlog/privacy/erasures/question", "/convlog/privacy/holds",
            "/convlog/privacy/holds/release"];

    private static (string Name, string Value)[] Everything { get; } =
        [("subject", "conversation"), ("id", "conv-42"), ("conversation", "conv-42"), ("reason", "test"), ("confirmed", "yes"), ("typed", "erase")];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Privacy_pages_are_refused_to_visitors_and_to_readers_without_the_permission(string path)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var reader = await site.GetWithKeyAsync(path);
        var local = await site.GetAsync(path);
        site.Address = s_elsewhere;
        var stranger = await site.GetAsync(path);

        (reader.Status, local.Status, stranger.Status).Should().Be((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized));
        reader.Body.Should().Contain("Only readers with the permission Manage for all conversations can use this page").And.NotContain("receipt.json");
        local.Body.Should().Contain("Sign in with an API key");
        stranger.Body.Should().Contain("API key").And.NotContain("Retention");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_of_a_reader_without_the_permission_changes_nothing(string path)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var reader = await site.PostAsync(path, Everything, ("X-API-KEY", Site.ReaderKey));
        var local = await site.PostAsync(path, Everything);
        var wrong = await site.PostAsync(path, Everything, ("X-API-KEY", "nobody's"));

        (reader.Status, local.Status, wrong.Status).Should().Be((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized));
        await ShouldBeAsItWasAsync(site);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_cross_site_form_changes_nothing_for_any_reader(string path)
    {
        await using var site = await PlayedAsync();
        (string, string) cookie = ("Cookie", (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)])).Header("Set-Cookie")!.Split(';')[0]);

        foreach ((string, string)[] foreign in new (string, string)[][]
        {
            [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")], [("Origin", "https://evil.example")], [("Origin", "null")],
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")],
        })
        {
            (await site.PostAsync(path, Everything, [cookie, .. foreign])).Status.Should().Be(HttpStatusCode.Forbidden);
        }

        await ShouldBeAsItWasAsync(site);
        (await site.PostAsync(path, Everything, cookie, ("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost"))).Status.Should()
            .NotBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_invalid_form_is_refused_with_a_message(string path)
    {
        var site = await sites.GetAsync(PlayedAsync);

        using var json = new StringContent("{\"id\":\"conv-42\"}", System.Text.Encoding.UTF8, "text/plain");
        var answer = await site.SendAsync(HttpMethod.Post, path, json, ("X-API-KEY", Site.PiiKey));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("Invalid form");
        await ShouldBeAsItWasAsync(site);
    }

    [Fact]
    public async Task The_navigation_links_to_privacy_pages_only_with_the_permission()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetWithKeyAsync("/convlog", Site.PiiKey)).Body.Should().Contain("href=\"/convlog/privacy\"");
        (await site.GetWithKeyAsync("/convlog")).Body.Should().NotContain("/convlog/privacy");
        (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body.Should().Contain("href=\"/convlog/privacy\" aria-current=\"page\"");
    }

    [Theory]
    [InlineData("/convlog/privacy/erasures")]
    [InlineData("/convlog/privacy/erasures/question")]
    [InlineData("/convlog/privacy/holds")]
    [InlineData("/convlog/privacy/holds/release")]
    public async Task GET_of_a_form_address_redirects_to_its_page(string path)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.GetWithKeyAsync(path, Site.PiiKey);

        (answer.Status, answer.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/privacy"));
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"));
        site.Clock.Advance(TimeSpan.FromDays(40));
        return site;
    }

    private static async Task ShouldBeAsItWasAsync(Site site)
    {
        (await site.GetAsync("/convlog/conversations/conv-42")).Status.Should().Be(HttpStatusCode.OK);
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
        (await site.Erasure.ListHoldsAsync()).Should().BeEmpty();
        (await site.Retention.ReadRunsAsync()).Should().BeEmpty();
    }
}
