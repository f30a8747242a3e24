using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Regression: a host user without a permission was advised to find an API key, without the name of the missing policy or role.</summary>
public sealed class FailureOfUsersTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly (string, string) s_reader = ("X-Test-User", "ada:read,sub=1");

    [Fact]
    public async Task A_user_without_read_access_is_shown_the_policy_and_its_roles()
    {
        await using var site = await SiteAsync(static options => options.ReadPolicy = "support");
        var refused = await site.GetAsync("/convlog", ("X-Test-User", "joe:nothing,sub=3"));

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        TextOf(refused).Should().Contain("You do not meet the policy \"support\" of this app, which requires the role agent or supervisor. "
            + "Ask the administrator of this app for access.");
    }

    [Theory]
    [InlineData("joe:read,sub=0", "This app gives you access to no conversations.")]
    [InlineData(":read", "Your sign-in gives this app neither a subject nor a user name")]
    [InlineData("throws:read", "This app could not check what you may read.")]
    public async Task A_user_who_meets_the_policy_is_shown_what_else_is_missing(string user, string told)
    {
        var site = await sites.GetAsync(static () => SiteAsync());
        var refused = await site.GetAsync("/convlog", ("X-Test-User", user));

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        TextOf(refused).Should().Contain(told);
    }

    [Fact]
    public async Task A_page_refusal_names_the_policy_to_a_user_and_the_permission_to_a_key()
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        TextOf(await site.GetAsync("/convlog/privacy", s_reader)).Should().Contain("the permission Manage for all conversations")
            .And.Contain("In this app, users have it who meet the policy \"manage\": ask its administrator.").And.NotContain("with an API key that has it");
        TextOf(await site.GetAsync("/convlog/privacy", ("X-API-KEY", Site.ReaderKey))).Should().Contain("Sign in with an API key that has it.")
            .And.NotContain("policy");
    }

    [Fact]
    public async Task A_permission_granted_by_no_policy_is_reported_as_such()
    {
        await using var site = await SiteAsync(static options => options.ManagePolicy = null);

        TextOf(await site.GetAsync("/convlog/privacy", s_reader)).Should().Contain("In this app, no policy grants it to users. Sign in with an API key");
    }

    [Fact]
    public async Task The_sign_out_of_the_host_is_offered_only_to_its_users()
    {
        await using var site = await SiteAsync(static options => options.SignOutPath = "/Account/Logout?then=home");
        const string Link = "href=\"/Account/Logout?then=home\">Sign out</a>";

        (await site.GetAsync("/convlog", ("X-Test-User", "joe:nothing,sub=3"))).Body.Should().Contain(Link);
        (await site.GetAsync("/convlog", s_reader)).Body.Should().Contain(Link);
        (await site.GetAsync("/convlog/privacy", s_reader)).Body.Should().Contain(Link);
        (await site.GetWithKeyAsync("/convlog")).Body.Should().NotContain(Link);
        (await site.GetAsync("/convlog")).Body.Should().NotContain(Link);
    }

    [Theory]
    [InlineData("logout")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/logout")]
    [InlineData("/log out")]
    public void A_sign_out_path_outside_the_app_is_refused(string path)
    {
        var setting = () => new ConvLogConsoleOptions { SignOutPath = path };

        setting.Should().Throw<ArgumentException>().WithMessage("ConvLogConsoleOptions.SignOutPath must be a path of this app*");
    }

    private static string TextOf(Answer answer) => WebUtility.HtmlDecode(answer.Body);

    private static Task<Site> SiteAsync(Action<ConvLogConsoleOptions>? configure = null) => Site.WithKeysAsync(
        options =>
        {
            options.AllowLoopback = false;
            HostedUsers.Set(options);
            options.ScopeOf = static user => user.HasClaim("sub", "0") ? null : Records.ConversationScope.All;
            configure?.Invoke(options);
        },
        services: static services =>
        {
            HostedUsers.Add(services);
            services.AddAuthorizationBuilder().AddPolicy("support", static policy => policy.RequireRole("agent", "supervisor"));
        },
        before: HostedUsers.Use);
}
