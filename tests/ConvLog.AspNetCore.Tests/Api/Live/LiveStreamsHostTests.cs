using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>Checks of a running stream against the host: they use fresh data, as for a new request, and do not touch the current request.</summary>
public sealed class LiveStreamsHostTests
{
    private const string Live = "/convlog/v1/live";
    private const string Expired = """{"reason":"expired"}""";
    private const string Permission = """{"reason":"permission"}""";
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_changed_security_stamp_ends_the_streams_of_its_user_without_changing_the_request_or_response()
    {
        var account = new Account();
        bool? isKept = null;
        await using var site = await Site.StartAsync(
            HostedUsers.Set,
            services: services =>
            {
                SignIns.Add(services);
                services.AddDataProtection().UseEphemeralDataProtectionProvider();
                services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
                services.AddIdentityCore<Account>().AddSignInManager();
                services.AddSingleton<IUserStore<Account>>(account);
                services.Configure<SecurityStampValidatorOptions>(static options => options.ValidationInterval = TimeSpan.Zero);
                services.AddAuthorizationBuilder().AddPolicy("read", static policy => policy.RequireAuthenticatedUser());
                foreach (string word in new[] { "pii", "annotate", "manage" })
                {
                    services.AddAuthorizationBuilder().AddPolicy(word, static policy => policy.RequireAssertion(static _ => false));
                }
            },
            before: app =>
            {
                HostedUsers.Use(app);
                app.MapPost("/test/sign-in", (SignInManager<Account> manager) => manager.SignInAsync(account, isPersistent: false));
                app.Use(async (context, next) =>
                {
                    await next(context);
                    isKept = context.RequestServices.GetRequiredService<IHttpContextAccessor>().HttpContext == context
                        && context.User.Identity?.Name is Account.Name;
                });
            });
        string cookie = CookieUsers.CookieOf(await site.PostAsync("/test/sign-in", []))!;
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie));
        await PassAsync(site, live, TimeSpan.FromSeconds(12));
        live.Events.Should().BeEmpty("nothing has changed");

        account.Stamp = "second";
        isKept = null;
        await UntilItEndsAsync(site, live);

        live.Events.Should().Equal(("end", Expired));
        isKept.Should().BeTrue("the host may use them after the stream");
        site.Logs.Lines.Should().NotContain(static line => line.Contains("ConvLog"), "Identity signs the user out, on a response that has started");
    }

    [Fact]
    public async Task A_removed_role_ends_a_stream_even_if_services_of_its_request_cached_the_role()
    {
        var roles = new Roles { Holds = true };
        await using var site = await SiteAsync(services =>
        {
            services.AddSingleton(roles);
            services.AddScoped<RolesOfRequest>();
            services.AddScoped<IAuthorizationHandler, RoleHandler>();
            services.AddAuthorizationBuilder().AddPolicy("read", static policy => policy.AddRequirements(new RoleRequirement()));
        });
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", await CookieUsers.SignInAsync(site, "sub=s-1,name=ada")));
        await PassAsync(site, live, TimeSpan.FromSeconds(8));

        roles.Holds = false;
        await UntilItEndsAsync(site, live);

        live.Events.Should().Equal(("end", Permission));
    }

    [Fact]
    public async Task A_policy_that_stops_answering_ends_the_stream_after_2_seconds()
    {
        var answer = Task.CompletedTask;
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await SiteAsync(services => services.AddAuthorizationBuilder().AddPolicy("read", policy => policy.RequireAssertion(async _ =>
        {
            var pending = Volatile.Read(ref answer);
            asked.TrySetResult();
            await pending;
            return true;
        })));
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", await CookieUsers.SignInAsync(site, "sub=s-1,name=ada")));
        asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref answer, new TaskCompletionSource().Task);
        var end = UntilItEndsAsync(site, live);
        await asked.Task;
        while (!end.IsCompleted)
        {
            // The check is waiting, and only this loop advances the clock.
            site.Clock.Advance(s_step);
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await end;
        live.Events.Should().Equal(("end", Permission));
    }

    [Fact]
    public async Task Authorization_that_the_host_requires_of_the_endpoints_also_ends_streams_of_keys()
    {
        var tickets = new TicketStore();
        await using var site = await Site.StartAsync(
            static options => options.ApiKeys.Add(Site.ReaderKey, "Reader"),
            services: services => CookieUsers.Add(services, options => options.SessionStore = tickets),
            before: CookieUsers.Use,
            map: static app => app.MapConvLog().RequireAuthorization("read"));
        string cookie = await CookieUsers.SignInAsync(site, "sub=s-1,name=ada,may=read");
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie), ("X-API-KEY", Site.ReaderKey));
        await PassAsync(site, live, TimeSpan.FromSeconds(8));
        live.Events.Should().BeEmpty();

        await CookieUsers.SignOutAsync(site, cookie);
        await UntilItEndsAsync(site, live);

        live.Events.Should().Equal(("end", Expired));
    }

    private static Task<Site> SiteAsync(Action<IServiceCollection> services) => Site.StartAsync(
        HostedUsers.Set,
        services: added =>
        {
            CookieUsers.Add(added);
            services(added);
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

    private sealed class Roles
    {
        private volatile bool _holds;

        public bool Holds { get => _holds; set => _holds = value; }
    }

    // Like a database context, it does not reload data that it has read.
    private sealed class RolesOfRequest(Roles roles)
    {
        public bool Holds { get; } = roles.Holds;
    }

    private sealed class RoleRequirement : IAuthorizationRequirement;

    private sealed class RoleHandler(RolesOfRequest roles) : AuthorizationHandler<RoleRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
        {
            if (roles.Holds)
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
