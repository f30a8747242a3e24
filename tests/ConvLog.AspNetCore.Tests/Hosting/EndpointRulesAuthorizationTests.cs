using System.Net;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Assets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The authorization policies of the host that apply to our endpoints: only those set on the mapping.</summary>
public sealed class EndpointRulesAuthorizationTests
{
    private static readonly (string, string) s_user = ("X-Test-User", "Ada:read");

    private static readonly string[] s_open = ["/convlog/sign-in", $"/convlog/assets/{ConsoleAssets.StyleSheet.FileName}"];

    [Fact]
    public async Task The_fallback_policy_of_the_host_applies_to_its_own_endpoints_and_not_to_ours()
    {
        await using var site = await SiteAsync();

        (await site.GetAsync("/own")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync("/own", s_user)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/convlog/v1/conversations")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/v1/agents/default/conversations")).Status.Should().Be(HttpStatusCode.OK);
        foreach (string path in s_open)
        {
            (await site.GetAsync(path)).Status.Should().Be(HttpStatusCode.OK);
        }

        (await site.PostAsync("/convlog/sign-in", [("key", Site.ReaderKey)])).Status.Should().Be(HttpStatusCode.SeeOther);
        var stranger = await site.GetAsync("/convlog");
        stranger.Status.Should().Be(HttpStatusCode.Unauthorized, "our own rules apply");
        stranger.Body.Should().Contain("API key");
    }

    [Fact]
    public async Task Host_users_are_admitted_by_our_policies_even_with_a_fallback_policy()
    {
        await using var site = await SiteAsync(HostedUsers.Set);

        (await site.GetAsync("/convlog", s_user)).Body.Should().Contain("Ada");
        (await site.GetAsync("/convlog", ("X-Test-User", "Eve:nothing"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("on ours")]
    [InlineData("by name")]
    [InlineData("around them")]
    [InlineData("on ours, with a handler of results")]
    public async Task A_policy_required_on_the_mapping_applies_to_every_endpoint(string place)
    {
        await using var site = await SiteAsync(
            map: app => Require(app, place),
            services: place.EndsWith("results", StringComparison.Ordinal)
                ? static services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, Handler>() : null);
        var patterns = Endpoints(site);
        List<string> open = [];

        patterns.Should().HaveCountGreaterThan(50);
        foreach (var (method, path) in patterns)
        {
            using var request = new HttpRequestMessage(method, path) { Headers = { { "X-API-KEY", Site.ReaderKey } } };
            using var answer = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            bool isHosts = !answer.Headers.Contains("Content-Security-Policy") || answer.Headers.WwwAuthenticate.ToString() is "HostSignIn";
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !isHosts)
            {
                open.Add($"{method} {path}: {answer.StatusCode}");
            }
        }

        open.Should().BeEmpty("a key alone does not meet what the host requires");
        string prefix = place is "around them" ? "/admin" : "";
        (await site.GetAsync($"{prefix}/convlog", s_user, ("X-API-KEY", Site.ReaderKey))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(prefix + s_open[0], s_user)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/convlog/v1/conversations")]
    [InlineData("/convlog/v1/nothing")]
    [InlineData("/convlog/v1/live")]
    [InlineData("/v1/agents/bookings/conversations")]
    public async Task An_API_client_refused_by_the_host_is_not_redirected_to_a_page(string path)
    {
        await using var site = await CookieSiteAsync();

        var stranger = await site.GetWithKeyAsync(path);
        stranger.Status.Should().Be(HttpStatusCode.Unauthorized);
        stranger.Headers.Keys.Should().NotContain(["Location", "Set-Cookie"]);
        stranger.Header("Content-Type").Should().Contain("json");
        stranger.Body.Should().Contain("requires its own sign-in");
        var joe = await site.GetAsync(path, ("Cookie", await CookieUsers.SignInAsync(site, "sub=3,name=joe")));
        joe.Status.Should().Be(HttpStatusCode.Forbidden);
        joe.Body.Should().Contain("does not permit you");
        var page = await site.GetAsync("/convlog");
        page.Status.Should().Be(HttpStatusCode.Redirect, "a person is");
        page.Header("Location").Should().Contain("/Account/Login");
    }

    [Fact]
    public async Task An_authorization_result_handler_of_the_host_decides_for_pages()
    {
        await using var site = await CookieSiteAsync(static services
            => services.AddSingleton<IAuthorizationMiddlewareResultHandler, Teapot>());

        (await site.GetAsync("/convlog")).Status.Should().Be((HttpStatusCode)418);
        (await site.GetAsync("/convlog/v1/conversations")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    // With metadata added this late, ASP.NET Core would use our own policy instead of the default policy of the host.
    [Fact]
    public async Task Authorization_metadata_added_after_all_conventions_opens_nothing()
    {
        await using var site = await SiteAsync(map: static app
            => app.MapConvLog().Finally(static endpoint => endpoint.Metadata.Add(new AuthorizeAttribute())));

        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_host_can_allow_anonymous_access_to_the_mapping()
    {
        await using var site = await SiteAsync(map: static app => app.MapGroup("/admin").RequireAuthorization().MapConvLog().AllowAnonymous());

        (await site.GetWithKeyAsync("/admin/convlog")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_without_authorization_services_works()
    {
        await using var site = await Site.WithKeysAsync(static options => options.AllowLoopback = false, before: static app => app.UseRouting());

        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.OK);
    }

    private static Task<Site> SiteAsync(
        Action<ConvLogConsoleOptions>? configure = null, Action<WebApplication>? map = null, Action<IServiceCollection>? services = null)
        => Site.WithKeysAsync(
            options =>
            {
                options.AllowLoopback = false;
                configure?.Invoke(options);
            },
            services: collection =>
            {
                HostedUsers.Add(collection);
                collection.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
                services?.Invoke(collection);
            },
            before: static app =>
            {
                HostedUsers.Use(app);
                app.MapGet("/own", static () => "own");
            },
            map: map);

    private static Task<Site> CookieSiteAsync(Action<IServiceCollection>? services = null) => Site.WithKeysAsync(
        static options => options.AllowLoopback = false,
        services: collection =>
        {
            CookieUsers.Add(collection);
            services?.Invoke(collection);
        },
        before: CookieUsers.Use,
        map: static app => app.MapConvLog().RequireAuthorization("read"));

    private static void Require(WebApplication app, string place)
    {
        switch (place)
        {
            case "by name":
                app.MapConvLog().RequireAuthorization("read");
                break;
            case "around them":
                app.MapGroup("/admin").RequireAuthorization().MapConvLog();
                break;
            default:
                app.MapConvLog().RequireAuthorization();
                break;
        }
    }

    private static List<(HttpMethod Method, string Path)> Endpoints(Site site) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<EndpointPrefix>() is not null)
            .Select(static endpoint => (new HttpMethod(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "PATCH"), PathOf(endpoint))),
    ];

    private static string PathOf(RouteEndpoint endpoint)
        => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(static segment => segment.Parts[0] is RoutePatternLiteralPart literal
            ? literal.Content : "1"));

    private sealed class Teapot : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        }
    }

    private sealed class Handler : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _usual = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
            => _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
