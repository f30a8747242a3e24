using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using System.Globalization;
using System.Threading.RateLimiting;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>Features that applications enable for all endpoints, individually and combined in the order that ASP.NET Core recommends.</summary>
internal static class Surroundings
{
    public static Surrounding Nothing { get; } = new("nothing else");

    private static readonly Surrounding s_exceptionHandler = new("exception handler")
    {
        Services = static services => services.AddProblemDetails(),
        Middleware = static app => app.UseExceptionHandler(),
    };

    private static readonly Surrounding s_statusCodePages = new("status-code pages")
    {
        Middleware = static app => app.UseStatusCodePages("text/plain", "The host's own page for {0}"),
    };

    private static readonly Surrounding s_statusCodePagesAgain = new("status-code pages that run the pipeline again")
    {
        Middleware = static app =>
        {
            app.UseStatusCodePagesWithReExecute("/greetings/status/{0}");
            app.MapFallback("/greetings/status/{code}", static () => "The host's own page");
        },
    };

    private static readonly Surrounding s_forwardedHeaders = new("forwarded headers")
    {
        Services = static services => services.Configure<ForwardedHeadersOptions>(static options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.All;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            options.KnownProxies.Add(HostedApp.Address);
        }),
        Middleware = static app => app.UseForwardedHeaders(),
        Headers = [("X-Forwarded-For", "198.51.100.7")],
    };

    private static readonly Surrounding s_httpLogging = new("HTTP logging with bodies")
    {
        Services = static services => services.AddHttpLogging(static options => options.LoggingFields = HttpLoggingFields.All),
        Middleware = static app => app.UseHttpLogging(),
    };

    private static readonly Surrounding s_pathBase = new("path base")
    {
        Middleware = static app =>
        {
            app.UsePathBase("/site");
            app.UseRouting(); // After UsePathBase, as documented: otherwise routes are matched with the base path.
        },
        Prefix = "/site",
    };

    private static readonly Surrounding s_localization = new("localization")
    {
        Services = static services => services.Configure<RequestLocalizationOptions>(static options =>
        {
            options.DefaultRequestCulture = new RequestCulture("ar-SA");
            options.SupportedCultures = [CultureInfo.GetCultureInfo("ar-SA"), CultureInfo.GetCultureInfo("tr-TR")];
        }),
        Middleware = static app => app.UseRequestLocalization(),
    };

    private static readonly Surrounding s_cors = new("CORS")
    {
        Services = static services => services.AddCors(
            static options => options.AddDefaultPolicy(static policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod())),
        Middleware = static app => app.UseCors(),
        Headers = [("Origin", "http://localhost")],
    };

    private static readonly Surrounding s_authentication = new("authentication with a fallback policy")
    {
        Services = static services =>
        {
            HostedUsers.Add(services);
            services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        },
        Middleware = HostedUsers.Use,
    };

    private static readonly Surrounding s_antiforgery = new("antiforgery")
    {
        Services = static services => services.AddAntiforgery(),
        Middleware = static app => app.UseAntiforgery(),
    };

    private static readonly Surrounding s_rateLimiter = new("rate limiter")
    {
        Services = static services => services.AddRateLimiter(static options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
            static _ => RateLimitPartition.GetConcurrencyLimiter("all", static _ => new ConcurrencyLimiterOptions { PermitLimit = 100 }))),
        Middleware = static app => app.UseRateLimiter(),
    };

    private static readonly Surrounding s_timeouts = new("request timeouts")
    {
        Services = static services => services.AddRequestTimeouts(static options => options.DefaultPolicy = new() { Timeout = TimeSpan.FromMinutes(1) }),
        Middleware = static app => app.UseRequestTimeouts(),
    };

    private static readonly Surrounding s_compression = new("compression")
    {
        Services = static services =>
        {
            services.AddResponseCompression(static options =>
            {
                options.EnableForHttps = true;
                options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/event-stream"];
            });
            services.AddRequestDecompression();
        },
        Middleware = static app =>
        {
            app.UseResponseCompression();
            app.UseRequestDecompression();
        },
    };

    private static readonly Surrounding s_responseCache = new("response cache")
    {
        Services = static services => services.AddResponseCaching(),
        Middleware = static app => app.UseResponseCaching(),
    };

    private static readonly Surrounding s_outputCache = new("output cache")
    {
        Services = static services => services.AddOutputCache(
            static options => options.AddBasePolicy(static policy => policy.Expire(TimeSpan.FromDays(1)).SetVaryByQuery([]).SetVaryByHeader([]))),
        Middleware = static app => app.UseOutputCache(),
    };

    private static readonly Surrounding s_prefix = new("endpoint prefix")
    {
        Map = static endpoints => endpoints.MapGroup("/admin").MapConvLog(),
        Prefix = "/admin",
    };

    private static readonly Surrounding s_twice = new("mapped twice")
    {
        Map = static endpoints =>
        {
            endpoints.MapGroup("/{tenant}/support").MapConvLog().RequireAuthorization();
            endpoints.MapConvLog();
        },
        Services = static services => services.AddAuthorization(),
        Middleware = static app => app.UseAuthorization(),
    };

    public static IReadOnlyList<Surrounding> All { get; } =
    [
        Nothing, s_exceptionHandler, s_statusCodePages, s_statusCodePagesAgain, s_forwardedHeaders, s_httpLogging, s_pathBase, s_localization, s_cors,
        s_authentication, s_antiforgery, s_rateLimiter, s_timeouts, s_compression, s_responseCache, s_outputCache, s_prefix, s_twice, AllAtOnce(),
    ];

    // In the order of https://learn.microsoft.com/aspnet/core/fundamentals/middleware#middleware-order.
    private static Surrounding AllAtOnce()
    {
        Surrounding[] all =
        [
            s_forwardedHeaders, s_httpLogging, s_exceptionHandler, s_statusCodePagesAgain, s_pathBase, s_localization, s_cors, s_authentication,
            s_rateLimiter, s_timeouts, s_antiforgery, s_compression, s_responseCache, s_outputCache,
        ];
        return new Surrounding("everything at once")
        {
            Services = services => Array.ForEach(all, each => each.Services(services)),
            Middleware = app => Array.ForEach(all, each => each.Middleware(app)),
            Map = s_prefix.Map,
            Prefix = s_pathBase.Prefix + s_prefix.Prefix,
            Headers = [.. all.SelectMany(static each => each.Headers)],
        };
    }
}
