using System.Net;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Access;
using ConvLog.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>The redirect from the form that reveals a page to the page that shows it once.</summary>
public sealed class RevealTicketsTests
{
    private const string Review = $"/convlog/conversations/{Canaries.ConversationId}?agent=bookings";
    private const string Again = "Personal data is hidden again.";

    private static readonly (string, string) s_sameSite = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task A_revealed_page_is_the_answer_to_a_GET_that_shows_it_once_and_is_never_stored()
    {
        await using var site = await PlayedAsync();
        var cookie = await SignInAsync(site);

        var redirect = await site.SubmitAsync(Review, [("reveal", "yes"), ("reason", "Complaint of Jane")], cookie, s_sameSite);
        (await AccessesAsync(site)).Should().BeEmpty("nothing was shown yet");
        string address = redirect.Header("Location")!;
        var shown = await site.GetAsync(address, cookie, s_sameSite);
        var reloaded = await site.GetAsync(address, cookie, s_sameSite);

        redirect.Status.Should().Be(HttpStatusCode.SeeOther);
        redirect.Body.Should().BeEmpty();
        address.Should().MatchRegex($"^{Regex.Escape(Review)}&reveal=[A-Za-z0-9_-]{{43}}$", "it has neither personal data nor the reason");
        shown.Body.Should().Contain($"{Canaries.Mark}-").And.Contain("Personal data shown").And.NotContain("reveal=").And.NotContain(Again);
        ShouldBeHidden(reloaded);
        new[] { redirect, shown, reloaded }.Should().AllSatisfy(static answer => answer.Header("Cache-Control").Should().Contain("no-store"));
        (await AccessesAsync(site)).Should().Equal([(Canaries.ConversationId, "Complaint of Jane")], "what was shown once is recorded once");
    }

    [Fact]
    public async Task A_form_of_a_page_with_a_used_ticket_reveals_it_again()
    {
        await using var site = await PlayedAsync();
        string address = await IssuedAsync(site);
        await site.GetWithKeyAsync(address, Site.PiiKey);

        var redirect = await site.SubmitAsync(address, [("reveal", "yes")], ("X-API-KEY", Site.PiiKey));

        redirect.Header("Location").Should().MatchRegex($"^{Regex.Escape(Review)}&reveal=[A-Za-z0-9_-]{{43}}$").And.NotBe(address);
        (await site.GetWithKeyAsync(redirect.Header("Location")!, Site.PiiKey)).Body.Should().Contain("Personal data shown");
    }

    [Fact]
    public async Task A_ticket_expires()
    {
        await using var site = await PlayedAsync();
        string address = await IssuedAsync(site);
        string last = await IssuedAsync(site);
        site.Clock.Advance(RevealTickets.Lifetime - TimeSpan.FromTicks(1));
        (await site.GetWithKeyAsync(last, Site.PiiKey)).Body.Should().Contain("Personal data shown");

        site.Clock.Advance(TimeSpan.FromTicks(1));

        ShouldBeHidden(await site.GetWithKeyAsync(address, Site.PiiKey));
    }

    [Fact]
    public async Task A_ticket_is_of_no_use_to_another_session_key_or_user_or_after_signing_out()
    {
        await using var site = await PlayedAsync();
        site.Address = IPAddress.Parse("203.0.113.7");
        var (cookie, other) = (await SignInAsync(site), await SignInAsync(site));
        List<string> addresses = [];
        for (int i = 0; i < 5; i++)
        {
            addresses.Add((await site.SubmitAsync(Review, [("reveal", "yes")], cookie)).Header("Location")!);
        }

        ShouldBeHidden(await site.GetAsync(addresses[0], other));
        ShouldBeHidden(await site.GetWithKeyAsync(addresses[1], Site.PiiKey));
        (await site.GetWithKeyAsync(addresses[2])).Body.Should().NotContain($"{Canaries.Mark}-").And.NotContain(Again, "it is of no concern to this reader");
        (await site.GetAsync(addresses[3])).Status.Should().Be(HttpStatusCode.Unauthorized);
        await site.PostAsync("/convlog/sign-out", [], cookie);
        (await site.GetAsync(addresses[4], cookie)).Status.Should().Be(HttpStatusCode.Unauthorized);
        ShouldBeHidden(await site.GetAsync(addresses[4], await SignInAsync(site)));
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_ticket_is_of_no_use_to_another_user_of_the_host_or_once_the_permission_is_withdrawn()
    {
        await using var site = await Site.StartAsync(HostedUsers.Set, services: HostedUsers.Add, before: HostedUsers.Use);
        await Canaries.PlayAsync(site);
        async Task<string> IssuedToAdaAsync() => (await site.SubmitAsync(Review, [("reveal", "yes")], As("ada:read,pii"))).Header("Location")!;

        ShouldBeHidden(await site.GetAsync(await IssuedToAdaAsync(), As("bob:read,pii")));
        (await site.GetAsync(await IssuedToAdaAsync(), As("ada:read"))).Body.Should().NotContain($"{Canaries.Mark}-").And.NotContain(Again);
        (await site.GetAsync(await IssuedToAdaAsync(), As("ada:read,pii"))).Body.Should().Contain("Personal data shown");
    }

    [Fact]
    public async Task A_user_of_hosts_that_share_their_data_protection_may_arrive_at_any_of_them()
    {
        var store = new InMemoryConversationStore();
        var protection = new EphemeralDataProtectionProvider();
        await using var one = await HostAsync();
        await using var two = await HostAsync();
        await Canaries.PlayAsync(one);
        string address = (await one.SubmitAsync(Review, [("reveal", "yes"), ("reason", "Complaint of Jane")], As("ada:read,pii"))).Header("Location")!;

        address.Should().NotContain("Jane");
        ShouldBeHidden(await two.GetAsync(address, As("bob:read,pii")));
        (await one.SubmitAsync(Review, [("reveal", "yes")], As("ada:read,pii"))).Header("Location").Should().NotBe(address);
        (await two.GetAsync(address, As("ada:read,pii"))).Body.Should().NotContain("Personal data shown", "it was used, by somebody else");

        string another = (await one.SubmitAsync(Review, [("reveal", "yes")], As("ada:read,pii"))).Header("Location")!;
        (await two.GetAsync(another, As("ada:read,pii"))).Body.Should().Contain("Personal data shown");
        ShouldBeHidden(await two.GetAsync(another, As("ada:read,pii")));
        string late = (await one.SubmitAsync(Review, [("reveal", "yes")], As("ada:read,pii"))).Header("Location")!;
        two.Clock.Advance(RevealTickets.Lifetime);
        ShouldBeHidden(await two.GetAsync(late, As("ada:read,pii")));
        ShouldBeHidden(await two.GetAsync($"{Review}&reveal=forged", As("ada:read,pii")));

        Task<Site> HostAsync() => Site.StartAsync(HostedUsers.Set, log: options => options.Store = store, before: HostedUsers.Use, services: services =>
        {
            HostedUsers.Add(services);
            services.AddSingleton<IDataProtectionProvider>(protection);
        });
    }

    [Theory]
    [InlineData($"/convlog/conversations/{Canaries.ConversationId}")]
    [InlineData("/convlog")]
    public async Task A_ticket_opens_no_other_address(string other)
    {
        await using var site = await PlayedAsync();
        string address = await IssuedAsync(site);

        ShouldBeHidden(await site.GetWithKeyAsync($"{other}?{address.Split('&')[^1]}", Site.PiiKey));
        ShouldBeHidden(await site.GetWithKeyAsync(address, Site.PiiKey));
    }

    [Fact]
    public async Task Another_host_of_the_same_store_hides_the_page_and_offers_to_reveal_it()
    {
        var store = new InMemoryConversationStore();
        await using var one = await PlayedAsync(store);
        await using var two = await Site.WithKeysAsync(log: options => options.Store = store);

        ShouldBeHidden(await two.GetWithKeyAsync(await IssuedAsync(one), Site.PiiKey));
    }

    [Fact]
    public async Task A_request_for_the_headers_alone_does_not_use_up_a_ticket()
    {
        await using var site = await PlayedAsync();
        string address = await IssuedAsync(site);

        await site.SendAsync(HttpMethod.Head, address, content: null, ("X-API-KEY", Site.PiiKey));

        (await AccessesAsync(site)).Should().BeEmpty();
        (await site.GetWithKeyAsync(address, Site.PiiKey)).Body.Should().Contain("Personal data shown");
    }

    [Fact]
    public async Task At_the_limit_the_oldest_ticket_is_removed()
    {
        await using var site = await PlayedAsync();
        string first = await IssuedAsync(site);
        string second = await IssuedAsync(site);
        for (int i = 0; i < RevealTickets.Capacity - 1; i++)
        {
            await IssuedAsync(site);
        }

        ShouldBeHidden(await site.GetWithKeyAsync(first, Site.PiiKey));
        (await site.GetWithKeyAsync(second, Site.PiiKey)).Body.Should().Contain("Personal data shown");
    }

    private static (string, string) As(string user) => ("X-Test-User", user);

    private static void ShouldBeHidden(Answer answer)
    {
        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().NotContain($"{Canaries.Mark}-").And.NotContain("Personal data shown").And.NotContain("reveal=")
            .And.Contain(Again).And.Contain("name=\"reveal\"");
    }

    private static async Task<Site> PlayedAsync(IConversationStore? store = null)
    {
        var site = await Site.WithKeysAsync(log: options => options.Store = store);
        await Canaries.PlayAsync(site);
        return site;
    }

    private static async Task<string> IssuedAsync(Site site)
        => (await site.SubmitAsync(Review, [("reveal", "yes")], ("X-API-KEY", Site.PiiKey))).Header("Location")!;

    private static async Task<(string Name, string Value)> SignInAsync(Site site)
        => ("Cookie", (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], s_sameSite)).Header("Set-Cookie")!.Split(';')[0]);

    private static async Task<IEnumerable<(string? ConversationId, string? Reason)>> AccessesAsync(Site site)
        => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Select(static access => (access.ConversationId, access.Reason));
}
