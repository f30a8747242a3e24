using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Policies with their own authentication schemes, such as a second factor.</summary>
public sealed class HostPoliciesSchemesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Page = "/convlog/conversations/conv-42";
    private const string Number = "440000000001";
    private const string Ada = "sub=s-1,name=ada,may=read";

    [Fact]
    public async Task A_password_alone_does_not_reveal_personal_data_if_that_needs_a_second_factor()
    {
        await using var site = await SiteAsync();
        string password = await CookieUsers.SignInAsync(site, Ada);

        (await RevealAsync(site, password)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync("/convlog/v1/conversations/conv-42", ("Cookie", password), ("X-Access-Reason", "4711"))).Body.Should().Contain("conv-42")
            .And.NotContain(Number);

        string factor = await CookieUsers.SignInAsync(site, "sub=s-1", CookieUsers.SecondFactor);
        (await RevealAsync(site, $"{password}; {factor}")).Body.Should().Contain(Number);
        (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Should().Contain(static access
            => access.Reader == "ada" && access.Subject == "s-1");
    }

    [Theory]
    [InlineData("annotate", "PUT", "/convlog/v1/conversations/conv-42/read")]
    [InlineData("manage", "GET", "/convlog/v1/access-log")]
    [InlineData("manage", "POST", "/convlog/v1/erasures")]
    public async Task A_password_alone_neither_annotates_nor_erases_if_that_needs_a_second_factor(string permission, string method, string path)
    {
        await using var site = await SiteAsync();
        string password = await CookieUsers.SignInAsync(site, $"{Ada},may={permission}");
        string factor = await CookieUsers.SignInAsync(site, "sub=s-1", CookieUsers.SecondFactor);

        (await AskAsync(password)).Should().Be(HttpStatusCode.Forbidden);
        ((int)await AskAsync($"{password}; {factor}")).Should().BeInRange(200, 299);

        async Task<HttpStatusCode> AskAsync(string cookies)
        {
            using var body = method is "POST" ? new StringContent("""{"conversation_id":"conv-42"}""", System.Text.Encoding.UTF8, "application/json") : null;
            return (await site.SendAsync(new HttpMethod(method), path, body, ("Cookie", cookies))).Status;
        }
    }

    [Theory]
    [InlineData("sub=s-2,name=ada", "another user's")]
    [InlineData("name=ada", "names are shared: it may be another's")]
    [InlineData("amr=mfa", "nobody's")]
    public async Task A_second_factor_counts_only_for_the_user_it_identifies(string claims, string because)
    {
        var site = await sites.GetAsync(static () => SiteAsync());
        string password = await CookieUsers.SignInAsync(site, Ada);
        string factor = await CookieUsers.SignInAsync(site, claims, CookieUsers.SecondFactor);

        (await RevealAsync(site, $"{password}; {factor}")).Status.Should().Be(HttpStatusCode.Forbidden, because);
        (await RevealAsync(site, $"{password}; {factor}")).Body.Should().NotContain(Number);
        site.Logs.Lines.Should().ContainSingle(static line => line.Contains("\"pii\" grants nothing") && line.Contains("do not identify the user who meets"),
            "it is logged once a minute");
    }

    [Fact]
    public async Task A_second_factor_with_the_user_id_as_its_name_counts_for_that_user()
    {
        var site = await sites.GetAsync(static () => SiteAsync());
        string password = await CookieUsers.SignInAsync(site, Ada);
        string factor = await CookieUsers.SignInAsync(site, "name=s-1", CookieUsers.SecondFactor);

        (await RevealAsync(site, $"{password}; {factor}")).Body.Should().Contain(Number, "ASP.NET Core Identity remembers a browser in this way");
    }

    [Fact]
    public async Task A_second_factor_that_has_expired_does_not_count()
    {
        await using var site = await SiteAsync();
        string cookies = $"{await CookieUsers.SignInAsync(site, Ada)}; {await CookieUsers.SignInAsync(site, "sub=s-1", CookieUsers.SecondFactor)}";
        (await RevealAsync(site, cookies)).Status.Should().Be(HttpStatusCode.OK);
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        (await RevealAsync(site, cookies)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync("/convlog", ("Cookie", cookies))).Status.Should().Be(HttpStatusCode.OK, "the password still counts");
    }

    [Fact]
    public async Task A_policy_with_both_schemes_sees_the_claims_of_both()
    {
        await using var site = await SiteAsync(static services => services.AddAuthorizationBuilder().AddPolicy("pii", static policy => policy
            .AddAuthenticationSchemes(CookieUsers.Password, CookieUsers.SecondFactor).RequireClaim("may", "read").RequireClaim("amr", "mfa")));
        string password = await CookieUsers.SignInAsync(site, Ada);
        string factor = await CookieUsers.SignInAsync(site, "sub=s-1,amr=mfa", CookieUsers.SecondFactor);

        (await RevealAsync(site, password)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await RevealAsync(site, $"{password}; {factor}")).Body.Should().Contain(Number);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("broken")]
    public async Task A_missing_or_throwing_scheme_loses_only_its_permission_and_is_logged_once(string scheme)
    {
        await using var site = await SiteAsync(services =>
        {
            services.AddAuthentication().AddCookie("broken", static options
                => options.Events.OnValidatePrincipal = static _ => throw new InvalidOperationException("the directory is down"));
            services.AddAuthorizationBuilder().AddPolicy("pii", policy => policy.AddAuthenticationSchemes(scheme).RequireAuthenticatedUser());
        });
        string cookies = await CookieUsers.SignInAsync(site, Ada);
        if (scheme is "broken")
        {
            cookies += $"; {await CookieUsers.SignInAsync(site, "sub=s-1", scheme)}";
        }

        (await RevealAsync(site, cookies)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync("/convlog/v1/conversations", ("Cookie", cookies))).Status.Should().Be(HttpStatusCode.OK);
        site.Logs.Lines.Should().ContainSingle(static line => line.Contains("\"pii\" grants nothing"));
    }

    [Fact]
    public async Task A_read_policy_whose_schemes_identify_different_users_refuses_access()
    {
        await using var site = await SiteAsync(static services => services.AddAuthorizationBuilder().AddPolicy("read", static policy
            => policy.AddAuthenticationSchemes(CookieUsers.Password, CookieUsers.SecondFactor).RequireAuthenticatedUser()));
        string password = await CookieUsers.SignInAsync(site, Ada);
        string own = await CookieUsers.SignInAsync(site, "sub=s-1", CookieUsers.SecondFactor);
        string another = await CookieUsers.SignInAsync(site, "sub=s-2", CookieUsers.SecondFactor);

        (await site.GetAsync("/convlog/v1/conversations", ("Cookie", $"{password}; {another}"))).Status.Should().Be(HttpStatusCode.Forbidden,
            "the access log would name one and show the data to the other");
        (await site.GetAsync("/convlog/v1/conversations", ("Cookie", $"{password}; {own}"))).Status.Should().Be(HttpStatusCode.OK);
    }

    private static Task<Answer> RevealAsync(Site site, string cookies) => site.PostAsync(Page, [("reveal", "yes")], ("Cookie", cookies));

    private static async Task<Site> SiteAsync(Action<IServiceCollection>? services = null)
    {
        var site = await Site.StartAsync(
            HostedUsers.Set,
            services: added =>
            {
                CookieUsers.Add(added);
                foreach (string word in new[] { "pii", "annotate", "manage" })
                {
                    added.AddAuthorizationBuilder().AddPolicy(word, static policy
                        => policy.AddAuthenticationSchemes(CookieUsers.SecondFactor).RequireAuthenticatedUser());
                }

                services?.Invoke(added);
            },
            before: CookieUsers.Use);
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings", FromNumber = Number });
        return site;
    }
}
