using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>A page contains personal data only after a permitted reader has revealed it, and the access log records that before the response is sent.</summary>
public sealed class RevealTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Review = $"/convlog/conversations/{Canaries.ConversationId}";

    /// <summary>Every page that shows data of conversations.</summary>
    public static TheoryData<string> Pages { get; } =
        ["/convlog", Review, $"/convlog/conversations?id={Canaries.ConversationId}", "/convlog?sort=errors&has_error=true", "/convlog/users",
        "/convlog/insight", "/convlog/insight/scores", "/convlog/feedback", "/convlog/feedback/improved"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_is_only_viewed_shows_no_personal_data_and_is_not_logged(string path)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());
        (string, string) cookie = await SignInAsync(site);

        foreach (var headers in new (string, string)[][] { [("X-API-KEY", Site.PiiKey)], [("X-API-KEY", Site.PiiKey), ("X-Access-Reason", "audit")], [cookie] })
        {
            var answer = await site.GetAsync(path, headers);

            answer.Status.Should().Be(HttpStatusCode.OK);
            answer.Body.Should().NotContain($"{Canaries.Mark}-");
        }

        (await site.SendAsync(HttpMethod.Head, path, content: null, cookie)).Status.Should().Be(HttpStatusCode.OK);
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_held_conversation_with_a_pending_erasure_cannot_be_revealed(bool needsReason)
    {
        const string Permitted = "permitted-key-0123456789";
        await using var site = await PlayedAsync(options =>
        {
            options.RequireAccessReason = needsReason;
            options.ApiKeys.Add(Permitted, "Permitted", ConvLogPermissions.Read | ConvLogPermissions.ReadPii);
        });
        (await site.GetWithKeyAsync(Review, Permitted)).Body.Should().Contain("name=\"reveal\"").And.Contain("Reveal personal data");
        await site.Erasure.PlaceHoldAsync(Canaries.ConversationId, "Legal");
        await site.Erasure.EraseConversationAsync(Canaries.ConversationId, "Privacy");

        string permitted = (await site.GetWithKeyAsync(Review, Permitted)).Body;
        string manager = (await site.GetWithKeyAsync(Review, Site.PiiKey)).Body;
        string plain = (await site.GetWithKeyAsync(Review)).Body;

        permitted.Should().NotContain("name=\"reveal\"").And.NotContain("Reveal personal data").And.NotContain("form=\"reveal\"")
            .And.NotContain("popovertarget=\"reveal\"").And.NotContain($"{Canaries.Mark}-");
        permitted.Should().Contain("An erasure is pending. Personal data is hidden from everyone.").And.NotContain("Releasing the hold");
        manager.Should().Contain("Releasing the hold will erase this conversation permanently.").And.NotContain("Reveal personal data")
            .And.NotContain("/convlog/review/notes");
        plain.Should().NotContain("erasure is pending", "holds and erasures concern those who may see or manage personal data");
        foreach (string? reason in (string?[])[null, "ticket 7"])
        {
            var posted = await site.RevealAsync(Review, reason: reason);
            posted.Body.Should().Contain("An erasure is pending.").And.NotContain($"{Canaries.Mark}-").And.NotContain("Personal data shown");
        }

        (await AccessesAsync(site)).Should().BeEmpty("nothing personal was shown");
    }

    [Fact]
    public async Task A_reveal_is_logged_once_with_reader_and_reason()
    {
        await using var site = await PlayedAsync();
        (string, string) cookie = await SignInAsync(site);

        await site.PostAsync(Review, [("reveal", "yes"), ("reason", " Complaint\n88 ")], cookie);
        await site.PostAsync("/convlog", [("reveal", "yes")], cookie);
        await site.PostAsync("/convlog/users", [("reveal", "yes"), ("reason", new string('r', 300))], cookie);

        (await AccessesAsync(site)).Should().Equal(
            (AccessKind.Conversation, Canaries.ConversationId, "Complaint88"), (AccessKind.List, Canaries.ConversationId, null),
                (AccessKind.Users, null, new string('r', 200)));
    }

    [Fact]
    public async Task A_user_journey_reveals_the_user_id_on_request()
    {
        await using var site = await PlayedAsync();
        string journey = Regex.Match((await site.GetWithKeyAsync("/convlog/users", Site.PiiKey)).Body, "/convlog/users/user-[^\"]+", RegexOptions.None,
            TimeSpan.FromSeconds(1)).Value;

        (await site.GetWithKeyAsync(journey, Site.PiiKey)).Body.Should().NotContain($"{Canaries.Mark}-");
        (await AccessesAsync(site)).Should().BeEmpty();
        (await site.RevealAsync(journey)).Body.Should().Contain("canary-user");
        (await AccessesAsync(site)).Should().Equal((AccessKind.List, Canaries.ConversationId, null));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_reader_without_the_permission_cannot_reveal(string path)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        foreach (var headers in new (string, string)[][] { [("X-API-KEY", Site.ReaderKey)], [] })
        {
            var answer = await site.PostAsync(path, [("reveal", "yes"), ("reason", "please")], headers);

            answer.Status.Should().Be(HttpStatusCode.Forbidden);
            answer.Body.Should().Contain("Only readers with the permission ReadPii can view personal data").And.NotContain($"{Canaries.Mark}-");
        }

        site.Address = IPAddress.Parse("203.0.113.7");
        (await site.PostAsync(path, [("reveal", "yes")])).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_cross_site_request_reveals_nothing(string header, string value)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());
        (string, string) cookie = await SignInAsync(site);

        var answer = await site.PostAsync(Review, [("reveal", "yes")], cookie, (header, value), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Body.Should().Contain("Cross-site request blocked").And.NotContain($"{Canaries.Mark}-");
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_form_without_the_reveal_field_reveals_nothing()
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        (await site.PostPermittedAsync(Review, ("reason", "audit"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.SendAsync(HttpMethod.Post, $"{Review}?reveal=yes", content: null, ("X-API-KEY", Site.PiiKey))).Status.Should()
            .Be(HttpStatusCode.BadRequest);
        (await site.GetWithKeyAsync($"{Review}?reveal=yes", Site.PiiKey)).Body.Should().NotContain($"{Canaries.Mark}-");
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_leaves_where_the_access_log_fails(string path)
    {
        var site = await sites.GetAsync(static () => PlayedAsync(failing: nameof(IConversationStore.WriteAccessAsync)));

        (await site.GetWithKeyAsync(path, Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK, "what is withheld needs no record");
        var answer = await site.RevealAsync(path);

        // Statistics contain no personal data and are shown without a record.
        answer.Status.Should().Be(path.StartsWith("/convlog/insight", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);
        answer.Body.Should().NotContain($"{Canaries.Mark}-").And.NotContain(FailingStore.Words);
    }

    private static async Task<Site> PlayedAsync(Action<ConvLogConsoleOptions>? configure = null, string? failing = null)
    {
        var site = await Site.WithKeysAsync(configure, log: options => options.Store = failing is null
            ? null : FailingStore.Around(new InMemoryConversationStore(), failing, after: 0));
        await Canaries.PlayAsync(site);
        return site;
    }

    private static async Task<(string Name, string Value)> SignInAsync(Site site)
        => ("Cookie", (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)])).Header("Set-Cookie")!.Split(';')[0]);

    private static async Task<IEnumerable<(AccessKind Kind, string? ConversationId, string? Reason)>> AccessesAsync(Site site)
        => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Reverse()
            .Select(static access => (access.Kind, access.ConversationId, access.Reason));
}
