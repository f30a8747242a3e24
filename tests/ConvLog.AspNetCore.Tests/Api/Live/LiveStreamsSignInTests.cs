using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>A stream of a host user ends with the sign-in that opened it, and continues if that was renewed.</summary>
public sealed class LiveStreamsSignInTests
{
    private const string Live = "/convlog/v1/live";
    private const string Ada = "sub=s-1,name=ada,may=read,may=pii";
    private const string Expired = """{"reason":"expired"}""";
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_latest = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signing_out_of_the_host_ends_the_streams_of_the_user_within_30_seconds(bool isIdle)
    {
        var tickets = new TicketStore();
        await using var site = await SiteAsync(options => options.SessionStore = tickets, onKestrel: isIdle);
        string cookie = await CookieUsers.SignInAsync(site, Ada);
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie));
        await CookieUsers.SignOutAsync(site, cookie);
        tickets.Count.Should().Be(0);
        if (!isIdle)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(5));
            await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("not for them"));
        }

        var latest = site.Clock.GetUtcNow() + s_latest;
        while (live.Events.Count == 0 && site.Clock.GetUtcNow() < latest)
        {
            await live.NextByClockAsync(site, s_step);
        }

        live.Events.Should().Equal(("end", Expired));
        (await live.NextAsync()).Should().BeFalse();
        live.Text.Should().NotContain("not for them");
    }

    [Fact]
    public async Task Signing_out_of_the_host_ends_the_streams_of_a_key_session_begun_there()
    {
        var tickets = new TicketStore();
        await using var site = await SiteAsync(options => options.SessionStore = tickets, keys: static keys => keys.Add(Site.PiiKey, "Permitted"));
        string user = await CookieUsers.SignInAsync(site, Ada);
        string session = CookieUsers.CookieOf(await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)], ("Cookie", user)))!;
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", $"{user}; {session}"));

        await CookieUsers.SignOutAsync(site, user);
        await UntilItEndsAsync(site, live);

        live.Events.Should().Equal(("end", """{"reason":"permission"}"""));
    }

    [Fact]
    public async Task A_failing_read_policy_does_not_end_the_stream_of_a_key()
    {
        await using var site = await Site.WithKeysAsync(HostedUsers.Set, services: HostedUsers.Add, before: HostedUsers.Use,
            map: static app => app.MapConvLog().RequireAuthorization());
        using var live = await LiveStream.OpenAsync(site, Live, ("X-API-KEY", Site.ReaderKey), ("X-Test-User", "throws:read"));

        await PassAsync(site, live, TimeSpan.FromSeconds(12));
        await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("after 12 seconds"));

        await live.UntilAsync("after 12 seconds");
    }

    [Fact]
    public async Task An_expired_token_ends_its_streams()
    {
        await using var site = await SiteAsync(services: static services =>
        {
            services.AddAuthentication().AddBearerToken("token", static options => options.BearerTokenExpiration = TimeSpan.FromSeconds(12));
            services.AddAuthorizationBuilder().AddPolicy("read", static policy => policy.AddAuthenticationSchemes("token").RequireClaim("may", "read"));
        });
        var token = await site.PostAsync($"/test/sign-in/token?claims={Uri.EscapeDataString(Ada)}", []);
        var header = ("Authorization", $"Bearer {token.Json.GetProperty("accessToken").GetString()}");
        using var live = await LiveStream.OpenAsync(site, Live, header);
        var start = site.Clock.GetUtcNow();

        await UntilItEndsAsync(site, live);

        live.Events.Should().Equal(("end", Expired));
        (site.Clock.GetUtcNow() - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(12)).And.BeLessThan(TimeSpan.FromSeconds(12) + s_latest);
        (await site.GetAsync(Live, header)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_stream_of_24_hours_continues_while_other_requests_renew_the_server_side_sign_in()
    {
        var (tickets, pause) = (new TicketStore(), TimeSpan.FromHours(24) / 5);
        var byTimers = Environment.GetEnvironmentVariable("CONVLOG_STREAM_HOURS") is { } hours
            ? TimeSpan.FromHours(double.Parse(hours, CultureInfo.InvariantCulture)) / 5 : TimeSpan.FromSeconds(16);
        await using var site = await SiteAsync(options => (options.SessionStore, options.ExpireTimeSpan) = (tickets, 1.875 * pause));
        string cookie = await CookieUsers.SignInAsync(site, Ada);
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie));
        for (int i = 0; i < 5; i++)
        {
            site.Clock.SetUtcNow(site.Clock.GetUtcNow() + pause - byTimers); // Sign-ins expire by the time of day, which fires no timer.
            await PassAsync(site, live, byTimers);
            CookieUsers.CookieOf(await site.GetAsync("/test/page", ("Cookie", cookie))).Should().NotBeNull("the host renews the sign-in");
        }

        await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("after five renewals"));
        await live.UntilAsync("after five renewals");
        tickets.Renewals.Should().Be(5);
        live.Events.Select(static told => told.Event).Should().NotContain("end");
    }

    [Fact]
    public async Task A_stream_reconnects_with_the_renewed_cookie_where_it_left_off()
    {
        await using var site = await SiteAsync(static options => options.ExpireTimeSpan = TimeSpan.FromSeconds(30));
        string cookie = await CookieUsers.SignInAsync(site, Ada);
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie));
        await PassAsync(site, live, TimeSpan.FromSeconds(16));
        string renewed = CookieUsers.CookieOf(await site.GetAsync("/test/page", ("Cookie", cookie)))!;

        await UntilItEndsAsync(site, live);
        live.Events.Should().Equal(("end", Expired));
        await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("missed"));

        using var again = await LiveStream.OpenAsync(site, Live, ("Cookie", renewed), ("Last-Event-ID", live.LastEventId!));
        await again.UntilAsync("missed");
        (await site.GetAsync(Live, ("Cookie", cookie))).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_stream_does_not_renew_the_sign_in_and_checks_it_at_most_every_5_seconds()
    {
        var (tickets, asked) = (new TicketStore(), 0);
        await using var site = await SiteAsync(options =>
        {
            (options.SessionStore, options.ExpireTimeSpan) = (tickets, TimeSpan.FromSeconds(30));
            options.Events.OnValidatePrincipal = _ =>
            {
                Interlocked.Increment(ref asked);
                return Task.CompletedTask;
            };
        });
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", await CookieUsers.SignInAsync(site, Ada)));
        await PassAsync(site, live, TimeSpan.FromSeconds(20));

        // Half of its lifetime has passed: another request would renew it.
        tickets.Renewals.Should().Be(0);
        asked.Should().BeInRange(3, 6);
        live.Response.Headers.Contains("Set-Cookie").Should().BeFalse();
        await UntilItEndsAsync(site, live);
        live.Events.Should().Equal(("end", Expired));
    }

    private static async Task<Site> SiteAsync(Action<CookieAuthenticationOptions>? password = null, Action<IServiceCollection>? services = null,
        bool onKestrel = false, Action<ApiKeys>? keys = null) => await Site.StartAsync(
            options =>
            {
                HostedUsers.Set(options);
                keys?.Invoke(options.ApiKeys);
            },
            onKestrel,
            services: added =>
            {
                CookieUsers.Add(added, password);
                services?.Invoke(added);
            },
            before: CookieUsers.Use);

    private static async Task UntilItEndsAsync(Site site, LiveStream live)
    {
        while (await live.NextByClockAsync(site, s_step))
        {
        }
    }

    private static async Task PassAsync(Site site, LiveStream live, TimeSpan time)
    {
        var until = site.Clock.GetUtcNow() + time;
        while (site.Clock.GetUtcNow() < until)
        {
            (await live.NextByClockAsync(site, s_step)).Should().BeTrue();
        }
    }
}
