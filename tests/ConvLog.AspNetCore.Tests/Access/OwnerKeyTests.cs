using System.Net;
using System.Security.Claims;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>
/// Regression: personal views and receipts were stored by name or subject alone, so users of two tenants with the same name could read each other's receipts,
/// and two keys with the same name shared their views.
/// </summary>
public sealed class OwnerKeyTests
{
    private const string FirstKey = "first-key-0123456789";
    private const string SecondKey = "second-key-0123456789";

    private static readonly (string, string) s_ada = ("X-Test-User", "Ada:read,annotate,manage,sub=1,iss=a.example");
    private static readonly (string, string) s_renamed = ("X-Test-User", "Ada Lovelace:read,annotate,manage,sub=1,iss=a.example");
    private static readonly (string, string) s_namesake = ("X-Test-User", "Ada:read,annotate,manage,sub=1,iss=b.example");

    [Fact]
    public async Task A_receipt_is_visible_to_its_owner_under_any_name_but_not_to_a_namesake_of_another_issuer()
    {
        await using var site = await SiteAsync(limited: true);
        await site.PlayAsync(new ConversationInfo("conv-1") { AgentId = "bookings" });
        var erased = await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-1"}""", key: null, s_ada);
        erased.Status.Should().Be(HttpStatusCode.Created);
        string receipt = erased.Header("Location")!;

        (await site.GetAsync(receipt, s_ada)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(receipt, s_renamed)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(receipt, s_namesake)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetAsync(receipt, ("X-API-KEY", FirstKey))).Status.Should().Be(HttpStatusCode.NotFound, "a key may be named as a user's subject");
    }

    [Fact]
    public async Task Own_views_belong_to_one_subject_of_one_issuer_and_survive_a_change_of_name()
    {
        await using var site = await SiteAsync();
        await SaveAsync(site, s_ada);

        (await ViewsAsync(site, s_ada)).Should().Equal("Mine");
        (await ViewsAsync(site, s_renamed)).Should().Equal("Mine");
        (await ViewsAsync(site, s_namesake)).Should().BeEmpty();
        (await ViewsAsync(site, ("X-API-KEY", FirstKey))).Should().BeEmpty("the key is named as the subject");
    }

    [Fact]
    public async Task Two_keys_with_the_same_name_have_separate_own_views()
    {
        await using var site = await SiteAsync();
        await SaveAsync(site, ("X-API-KEY", FirstKey));

        (await ViewsAsync(site, ("X-API-KEY", FirstKey))).Should().Equal("Mine");
        (await ViewsAsync(site, ("X-API-KEY", SecondKey))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_session_begun_by_a_user_does_not_serve_a_namesake()
    {
        await using var site = await SiteAsync();
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], ("Sec-Fetch-Site", "same-origin"), s_ada);
        var session = ("Cookie", signedIn.Header("Set-Cookie")!.Split(';')[0]);

        (await site.GetAsync("/convlog", session, s_ada)).Body.Should().Contain("By API key");
        (await site.GetAsync("/convlog", session, s_namesake)).Body.Should().NotContain("By API key");
    }

    [Fact]
    public void An_owner_ID_is_recognized_only_for_its_reader()
    {
        var reader = new Reader("Ada", canReadPii: false) { Source = "https://a.example", Id = "1", Scope = new ConversationScope { AgentIds = ["bookings"] } };
        var id = OwnerKey.NewId(reader);

        OwnerKey.BelongsTo(reader with { Name = "Ada Lovelace", CanReadPii = true }, id).Should().BeTrue();
        OwnerKey.BelongsTo(reader with { Source = "https://b.example" }, id).Should().BeFalse();
        OwnerKey.BelongsTo(reader with { Source = null, Id = "https://a.example 1" }, id).Should().BeFalse();
        OwnerKey.BelongsTo(reader with { Id = "2" }, id).Should().BeFalse();
        OwnerKey.BelongsTo(reader with { Scope = new ConversationScope { AgentIds = ["payments"] } }, id).Should().BeFalse();
        OwnerKey.BelongsTo(reader, Guid.NewGuid()).Should().BeFalse();
        OwnerKey.NewId(reader).Should().NotBe(id);
        (id.Version, id.Variant & 0xC).Should().Be((8, 8));
    }

    [Fact]
    public void The_source_of_a_user_is_the_issuer_or_else_the_scheme()
    {
        var identity = new HostIdentity(new ConvLogConsoleOptions());

        identity.SourceOf(UserOf("https://a.example", "Cookies")).Should().Be("https://a.example");
        identity.SourceOf(UserOf(ClaimsIdentity.DefaultIssuer, "Cookies")).Should().Be("Cookies");
        identity.SourceOf(UserOf(ClaimsIdentity.DefaultIssuer, "Cookies", new Claim("iss", "https://a.example"))).Should().Be("https://a.example");
    }

    [Fact]
    public void Two_schemes_can_identify_the_same_user_but_two_issuers_cannot()
    {
        var identity = new HostIdentity(new ConvLogConsoleOptions());
        var ofIssuer = UserOf("https://a.example", "oidc");

        identity.AreSame(UserOf(ClaimsIdentity.DefaultIssuer, "password"), UserOf(ClaimsIdentity.DefaultIssuer, "second-factor")).Should().BeTrue();
        identity.AreSame(ofIssuer, UserOf(ClaimsIdentity.DefaultIssuer, "second-factor")).Should().BeTrue();
        identity.AreSame(ofIssuer, UserOf("https://b.example", "oidc")).Should().BeFalse();
    }

    private static ClaimsPrincipal UserOf(string issuer, string scheme, params Claim[] more)
        => new(new ClaimsIdentity([new Claim("sub", "1", ClaimValueTypes.String, issuer), .. more], scheme));

    private static async Task SaveAsync(Site site, (string, string) who)
        => (await site.SendAsync("POST", "/views", """{"name":"Mine","query":"agent=bookings"}""", key: null, [who, ("Sec-Fetch-Site", "same-origin")]))
            .Status.Should().Be(HttpStatusCode.Created);

    private static async Task<string[]> ViewsAsync(Site site, (string, string) who)
        => [.. (await site.GetAsync("/convlog/v1/views", who)).Json.GetProperty("views").EnumerateArray().Select(static view
            => view.GetProperty("name").GetString()!)];

    private static Task<Site> SiteAsync(bool limited = false) => Site.WithKeysAsync(
        options =>
        {
            var scope = limited ? new ConversationScope { AgentIds = ["bookings"] } : ConversationScope.All;
            const ConvLogPermissions Permissions = ConvLogPermissions.Read | ConvLogPermissions.Annotate | ConvLogPermissions.Manage;
            options.ApiKeys.Add(FirstKey, "1", Permissions, scope);
            options.ApiKeys.Add(SecondKey, "1", Permissions, scope);
            options.ScopeOf = _ => scope;
            HostedUsers.Set(options);
        },
        services: HostedUsers.Add,
        before: HostedUsers.Use);
}
