using System.Net;
using ConvLog.AspNetCore.Access;
using ConvLog.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>The redirect from a form to the page that shows its result.</summary>
public sealed class ResultTicketsTests
{
    private const string Selected = "/convlog/selected?agent=bookings";
    private const string Done = "Added the label";

    private static readonly (string, string)[] s_form = [("do", "label"), ("label", "vip"), ("id", "a")];

    [Fact]
    public async Task A_result_is_shown_until_it_expires()
    {
        await using var site = await PlayedAsync();
        string address = await IssuedAsync(site);
        site.Clock.Advance(ResultTickets.Lifetime - TimeSpan.FromTicks(1));
        (await site.GetWithKeyAsync(address, Site.PiiKey)).Body.Should().Contain(Done);

        site.Clock.Advance(TimeSpan.FromTicks(1));

        ShouldBePlain(await site.GetWithKeyAsync(address, Site.PiiKey));
    }

    [Fact]
    public async Task A_result_is_shown_to_no_other_key_or_session_and_at_no_other_page()
    {
        await using var site = await PlayedAsync();
        var (cookie, other) = (await SignInAsync(site), await SignInAsync(site));
        string address = (await site.SubmitAsync(Selected, s_form, cookie)).Header("Location")!;

        ShouldBePlain(await site.GetAsync(address, other));
        ShouldBePlain(await site.GetWithKeyAsync(address, Site.PiiKey));
        ShouldBePlain(await site.GetWithKeyAsync($"/convlog/users?{address.Split('&')[^1]}", Site.PiiKey));
        (await site.GetAsync(address, cookie)).Body.Should().Contain(Done);
    }

    [Fact]
    public async Task A_user_of_hosts_that_share_their_data_protection_sees_it_at_any_of_them()
    {
        var store = new InMemoryConversationStore();
        var protection = new EphemeralDataProtectionProvider();
        await using var one = await HostAsync();
        await using var two = await HostAsync();
        await one.PlayAsync(new ConversationInfo("a") { AgentId = "bookings", UserId = "jane", FromNumber = "+15550100" });
        await one.PlayAsync(new ConversationInfo("b") { AgentId = "bookings", UserId = "joe", FromNumber = "+15550100" });

        string change = (await one.SubmitAsync(Selected, s_form, As("ada"))).Header("Location")!;
        string lookup = (await one.SubmitAsync("/convlog/users/find", [("who", "+15550100")], As("ada"))).Header("Location")!;

        (string, string) manager = ("X-Test-User", "ada:read,pii,manage");
        string erasure = (await one.SubmitAsync("/convlog/privacy/erasures/question", [("subject", "user"), ("id", "jane")], manager)).Header("Location")!;

        (await one.GetAsync(erasure, manager)).Body.Should().Contain("Erase all data of this user?").And.Contain("<bdi>jane</bdi>");
        (await two.GetAsync(erasure, manager)).Body.Should().Contain("Enter the ID again").And.NotContain("jane");
        (await two.GetAsync(change, As("ada"))).Body.Should().Contain(Done).And.Contain("value=\"unlabel\">Undo<");
        (await one.GetAsync(lookup, As("ada"))).Body.Should().Contain("This number does not belong to exactly one user").And.Contain("15550100\"");
        (await two.GetAsync(lookup, As("ada"))).Body.Should().Contain("This number does not belong to exactly one user")
            .And.NotContain("15550100", "what was entered is not in the address, not even sealed");
        ShouldBePlain(await two.GetAsync(change, As("bob")));
        ShouldBePlain(await two.GetAsync("/convlog?result=forged", As("ada")));
        two.Clock.Advance(ResultTickets.Lifetime);
        ShouldBePlain(await two.GetAsync(change, As("ada")));

        Task<Site> HostAsync() => Site.StartAsync(HostedUsers.Set, log: options => options.Store = store, before: HostedUsers.Use, services: services =>
        {
            HostedUsers.Add(services);
            services.AddSingleton<IDataProtectionProvider>(protection);
        });
    }

    [Fact]
    public async Task A_result_that_is_too_long_for_an_address_is_kept()
    {
        await using var site = await Site.StartAsync(HostedUsers.Set, services: HostedUsers.Add, before: HostedUsers.Use);
        List<(string, string)> form = [.. s_form];
        foreach (int i in Enumerable.Range(0, 60))
        {
            string id = $"{i}-{new string('x', 100)}";
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" });
            form.Add(("id", id));
        }

        string address = (await site.SubmitAsync(Selected, [.. form], As("ada"))).Header("Location")!;

        address.Length.Should().BeLessThan(200);
        (await site.GetAsync(address, As("ada"))).Body.Should().Contain("to 60 conversations");
    }

    [Fact]
    public async Task At_the_limit_the_oldest_result_is_removed()
    {
        await using var site = await PlayedAsync();
        string first = await IssuedAsync(site);
        string second = await IssuedAsync(site);
        for (int i = 0; i < ResultTickets.Capacity - 1; i++)
        {
            await IssuedAsync(site);
        }

        ShouldBePlain(await site.GetWithKeyAsync(first, Site.PiiKey));
        (await site.GetWithKeyAsync(second, Site.PiiKey)).Body.Should().Contain(Done);
    }

    private static (string, string) As(string user) => ("X-Test-User", $"{user}:read,annotate,pii");

    private static void ShouldBePlain(Answer answer)
    {
        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().NotContain(Done).And.NotContain("result=");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings" });
        return site;
    }

    private static async Task<string> IssuedAsync(Site site)
        => (await site.SubmitAsync(Selected, s_form, ("X-API-KEY", Site.PiiKey))).Header("Location")!;

    private static async Task<(string Name, string Value)> SignInAsync(Site site)
    {
        var answer = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], ("Sec-Fetch-Site", "same-origin"));
        return ("Cookie", answer.Header("Set-Cookie")!.Split(';')[0]);
    }
}
