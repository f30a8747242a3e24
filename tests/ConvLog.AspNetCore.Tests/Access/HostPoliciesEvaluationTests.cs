using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Authorization handlers and policy providers of the host see the same as for the endpoints of the host.</summary>
public sealed class HostPoliciesEvaluationTests
{
    private const string Api = "/convlog/v1/access-log";
    private const string Ada = "sub=s-1,name=ada,may=read";

    [Fact]
    public async Task A_policy_handler_sees_the_request_endpoint_and_scheme_user_while_the_request_keeps_its_user()
    {
        List<string> found = [];
        string? afterwards = null;
        await using var site = await SiteAsync(
            services =>
            {
                services.AddHttpContextAccessor();
                services.AddScoped<ScopedHandler>();
                services.AddScoped<IAuthorizationHandler>(static provider => provider.GetRequiredService<ScopedHandler>());
                services.AddAuthorizationBuilder().AddPolicy("manage", policy => policy.AddAuthenticationSchemes(CookieUsers.SecondFactor)
                    .RequireAssertion(context =>
                    {
                        var request = (HttpContext)context.Resource!;
                        found.AddRange(request.User.FindFirstValue("name")!, context.User.FindFirstValue("name")!,
                            request.RequestServices.GetRequiredService<IHttpContextAccessor>().HttpContext!.User.FindFirstValue("name")!,
                            ((RouteEndpoint)request.GetEndpoint()!).RoutePattern.RawText!);
                        return true;
                    }));
            },
            before: app => app.Use(async (context, next) =>
            {
                await next(context);
                var authenticated = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult;
                afterwards = $"{context.User.Identity?.Name} by {authenticated?.Ticket?.AuthenticationScheme}";
            }));
        string cookies = $"{await CookieUsers.SignInAsync(site, Ada)}; {await CookieUsers.SignInAsync(site, "sub=s-1,name=key", CookieUsers.SecondFactor)}";

        (await site.GetAsync(Api, ("Cookie", cookies))).Status.Should().Be(HttpStatusCode.OK);

        found.Should().Equal("key", "key", "key", Api);
        afterwards.Should().Be("ada by password");
    }

    [Fact]
    public async Task An_explicit_policy_failure_overrides_a_success()
    {
        await using var site = await SiteAsync(static services
            => services.AddAuthorizationBuilder().AddPolicy("manage", static policy => policy.RequireAssertion(static context =>
            {
                context.Fail();
                return true;
            })));

        (await site.GetAsync(Api, ("Cookie", await CookieUsers.SignInAsync(site, $"{Ada},may=manage")))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Transformed_claims_apply_to_users_of_every_scheme()
    {
        await using var site = await SiteAsync(static services =>
        {
            services.AddScoped<IClaimsTransformation, Promotion>();
            services.AddAuthorizationBuilder().AddPolicy("manage", static policy
                => policy.AddAuthenticationSchemes(CookieUsers.SecondFactor).RequireClaim("may", "manage"));
        });
        string password = await CookieUsers.SignInAsync(site, Ada);
        string factor = await CookieUsers.SignInAsync(site, "sub=s-1", CookieUsers.SecondFactor);

        (await site.GetAsync(Api, ("Cookie", password))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync(Api, ("Cookie", $"{password}; {factor}"))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_custom_policy_provider_of_the_host_is_used()
    {
        await using var site = await SiteAsync(
            static services => services.AddSingleton<IAuthorizationPolicyProvider, DepartmentPolicies>(),
            configure: static options => (options.ReadPolicy, options.ManagePolicy) = ("department:support", "department:privacy"));
        string support = await CookieUsers.SignInAsync(site, "sub=s-1,name=ada,department=support");
        string privacy = await CookieUsers.SignInAsync(site, "sub=s-2,name=eve,department=support,department=privacy");

        (await site.GetAsync("/convlog/v1/conversations", ("Cookie", support))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(Api, ("Cookie", support))).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetAsync(Api, ("Cookie", privacy))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_throwing_policy_loses_its_own_permission_and_a_hanging_policy_loses_all()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await SiteAsync(services =>
        {
            services.AddAuthorizationBuilder().AddPolicy("manage", static policy => policy.RequireAssertion(static bool (_)
                => throw new InvalidOperationException("the directory is down")));
            services.AddAuthorizationBuilder().AddPolicy("pii", policy => policy.RequireAssertion(async context =>
            {
                if (context.User.HasClaim("may", "hang"))
                {
                    asked.TrySetResult();
                    await new TaskCompletionSource().Task;
                }

                return false;
            }));
        });
        string cookie = await CookieUsers.SignInAsync(site, Ada);
        (await site.GetAsync("/convlog/v1/conversations", ("Cookie", cookie))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(Api, ("Cookie", cookie))).Status.Should().Be(HttpStatusCode.Forbidden);
        site.Logs.Lines.Should().ContainSingle(static line => line.Contains("\"manage\" grants nothing") && line.Contains("the directory is down"));

        var answering = site.GetAsync("/convlog/v1/conversations", ("Cookie", await CookieUsers.SignInAsync(site, $"{Ada},may=hang")));
        await asked.Task;
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        (await answering).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    private static Task<Site> SiteAsync(Action<IServiceCollection> services, Action<WebApplication>? before = null,
        Action<ConvLogConsoleOptions>? configure = null) => Site.StartAsync(
            options =>
            {
                HostedUsers.Set(options);
                configure?.Invoke(options);
            },
            services: added =>
            {
                CookieUsers.Add(added);
                services(added);
            },
            before: app =>
            {
                CookieUsers.Use(app);
                before?.Invoke(app);
            });

    // Like a handler with a database context: it can be created only in a request.
    private sealed class ScopedHandler : AuthorizationHandler<ClaimsAuthorizationRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ClaimsAuthorizationRequirement requirement) => Task.CompletedTask;
    }

    private sealed class Promotion : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var promoted = principal.Clone();
            if (promoted.Identity?.AuthenticationType is CookieUsers.SecondFactor)
            {
                promoted.AddIdentity(new ClaimsIdentity([new Claim("may", "manage")]));
            }

            return Task.FromResult(promoted);
        }
    }

    private sealed class DepartmentPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
    {
        public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName)
            => policyName.StartsWith("department:", StringComparison.Ordinal)
                ? new AuthorizationPolicyBuilder().RequireClaim("department", policyName["department:".Length..]).Build()
                : await base.GetPolicyAsync(policyName);
    }
}
