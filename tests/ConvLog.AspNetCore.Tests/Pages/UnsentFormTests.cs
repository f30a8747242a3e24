using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Text entered while a sign-in ends is not lost.</summary>
public sealed class UnsentFormTests
{
    private const string Notes = "/convlog/review/notes?id=conv-42&from=2026-11-01";
    private const string Written = "\nCalled back at 20:30.\nShe wants <b>two</b> tables & a \"cake\".";
    private static readonly (string, string) s_own = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task A_form_sent_after_its_session_ended_is_resubmitted_after_signing_in()
    {
        await using var site = await Site.WithKeysAsync(static options => options.AllowLoopback = false);
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });
        var session = await SessionAsync(site);
        site.Clock.Advance(TimeSpan.FromHours(13));

        var kept = await site.PostAsync(Notes, [("note", Written), ("csrf", "no")], session, s_own);
        kept.Status.Should().Be(HttpStatusCode.Unauthorized);
        (await NotesAsync(site)).Should().BeEmpty("nothing is done before they send it again");
        var (address, fields) = FormOf(kept.Body);
        address.Should().Be(Notes);
        fields.Should().Equal(("note", Written), ("csrf", "no"));

        var again = await site.PostAsync(address, [.. fields], await SessionAsync(site), s_own);
        again.Status.Should().Be(HttpStatusCode.SeeOther);
        (await NotesAsync(site)).Should().Equal(Written.Trim());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_of_a_user_with_an_expired_cookie_is_kept_with_any_challenge_of_the_host(bool isRequired)
    {
        await using var site = await Site.StartAsync(
            HostedUsers.Set,
            services: static services => CookieUsers.Add(services),
            before: CookieUsers.Use,
            map: app => _ = isRequired ? app.MapConvLog().RequireAuthorization() : app.MapConvLog());
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });
        string cookie = await CookieUsers.SignInAsync(site, "sub=1,name=ada,may=read,may=annotate");
        site.Clock.Advance(TimeSpan.FromMinutes(21));

        var kept = await site.PostAsync(Notes, [("note", Written)], ("Cookie", cookie), s_own);
        kept.Status.Should().Be(HttpStatusCode.Unauthorized);
        var (address, fields) = FormOf(kept.Body);
        fields.Should().Equal(("note", Written));

        cookie = await CookieUsers.SignInAsync(site, "sub=1,name=ada,may=read,may=annotate");
        (await site.PostAsync(address, [.. fields], ("Cookie", cookie), s_own)).Status.Should().Be(HttpStatusCode.SeeOther);
        (await NotesAsync(site)).Should().Equal(Written.Trim());

        cookie = await CookieUsers.SignInAsync(site, "sub=1,name=ada,may=read");
        var refused = await site.PostAsync(address, [.. fields], ("Cookie", cookie), s_own);
        refused.Status.Should().Be(HttpStatusCode.Forbidden, "the right to write was taken away");
        (await NotesAsync(site)).Should().HaveCount(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cross_site_form_an_invalid_form_and_an_oversized_form_are_not_kept(bool isRequired)
    {
        await using var site = await Site.WithKeysAsync(
            static options =>
            {
                options.AllowLoopback = false;
                HostedUsers.Set(options);
            },
            services: HostedUsers.Add,
            before: HostedUsers.Use,
            map: app => _ = isRequired ? app.MapConvLog().RequireAuthorization() : app.MapConvLog());

        var foreign = await site.PostAsync(Notes, [("note", Written)], ("Sec-Fetch-Site", "cross-site"));
        using var json = new StringContent("{}");
        var none = await site.SendAsync(HttpMethod.Post, Notes, json, s_own);
        var large = await site.PostAsync(Notes, [("note", new string('x', 1_100_000))], s_own);

        (foreign.Status, none.Status, large.Status).Should().Be((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
        new[] { foreign, none, large }.Should().OnlyContain(static answer => !answer.Body.Contains("<textarea"));
    }

    [Fact]
    public async Task A_key_in_a_sign_in_form_is_never_kept()
    {
        await using var site = await Site.WithKeysAsync(
            HostedUsers.Set, services: HostedUsers.Add, before: HostedUsers.Use, map: static app => app.MapConvLog().RequireAuthorization());

        var answer = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], s_own);

        answer.Status.Should().Be(HttpStatusCode.Unauthorized, "the host's challenge");
        answer.Body.Should().NotContain(Site.PiiKey);
    }

    private static async Task<(string, string)> SessionAsync(Site site)
        => ("Cookie", (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], s_own)).Header("Set-Cookie")!.Split(';')[0]);

    private static async Task<string[]> NotesAsync(Site site)
        => [.. (await site.Reading.GetAsync(new Reader("test", canReadPii: true) { AsksForPii = true }, "conv-42"))!.Notes
            .Select(static note => note.Text.Text)];

    // Like a browser, this skips the first line break of a text area.
    private static (string Address, (string, string)[] Fields) FormOf(string page)
    {
        string form = page.Split("<form class=\"fields\"")[1].Split("</form>")[0];
        var fields = Regex.Matches(
            form, "name=\"(?<n>[^\"]*)\"(?: value=\"(?<v>[^\"]*)\"|[^>]*>(?<v>[^<]*)</textarea>)", RegexOptions.None, TimeSpan.FromSeconds(5));
        return (WebUtility.HtmlDecode(form.Split("action=\"")[1].Split('"')[0]), [.. fields.Select(static field => (
            field.Groups["n"].Value, Shown(WebUtility.HtmlDecode(field.Groups["v"].Value), field.Value.EndsWith("</textarea>", StringComparison.Ordinal))))]);
    }

    private static string Shown(string value, bool isArea) => isArea && value.StartsWith('\n') ? value[1..] : value;
}
