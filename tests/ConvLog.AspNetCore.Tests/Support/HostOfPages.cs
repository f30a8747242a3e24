using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A kind of host, by what it registers and maps beside ConvLog.</summary>
/// <param name="Name">What its authors call it.</param>
/// <param name="Services">Registers its services.</param>
/// <param name="Map">Adds its middleware and maps its endpoints, before those of ConvLog.</param>
internal sealed record HostOfPages(string Name, Action<IServiceCollection> Services, Action<WebApplication> Map)
{
    /// <summary>A page of the host's own, in all kinds but the minimal one and those that only have a hub.</summary>
    public const string OwnPage = "/of-the-host";

    public static HostOfPages Minimal { get; } = new("minimal", static _ => { }, static _ => { });

    public static HostOfPages AllAtOnce { get; } = new("all at once", AddAll, static app =>
    {
        app.UseAntiforgery();
        app.MapDefaultControllerRoute();
        app.MapRazorPages();
        app.MapRazorComponents<OwnApp>().AddInteractiveServerRenderMode();
    });

    public static IReadOnlyList<HostOfPages> All { get; } =
    [
        new("controllers with views", static services => services.AddControllersWithViews().AddApplicationPart(typeof(OwnController).Assembly),
            static app => app.MapDefaultControllerRoute()),
        new("MVC", static services => services.AddMvc().AddApplicationPart(typeof(OwnController).Assembly), static app => app.MapControllers()),
        new("Razor Pages", static services => services.AddRazorPages(), static app => app.MapRazorPages()),
        new("Blazor, static", static services => services.AddRazorComponents(), static app => MapComponents(app)),
        new("Blazor, interactive on the server", static services => services.AddRazorComponents().AddInteractiveServerComponents(),
            static app => MapComponents(app).AddInteractiveServerRenderMode()),
        new("Blazor Server as before .NET 8", static services => services.AddServerSideBlazor(), static app => app.MapBlazorHub()),
        AllAtOnce,
    ];

    public static HostOfPages Named(string name) => All.Single(host => string.Equals(host.Name, name, StringComparison.Ordinal));

    public Task<Site> StartAsync(IConversationStore store, DateTimeOffset now, Action<ConvLogConsoleOptions>? configure = null) => Site.StartAsync(
        options =>
        {
            options.ApiKeys.Add(Site.PiiKey, "Ada", ConvLogPermissions.All);
            (options.SearchesPerMinute, options.ExportsPerMinute) = (int.MaxValue, int.MaxValue);
            configure?.Invoke(options);
        },
        services: services =>
        {
            services.AddSingleton(_ => new ManualClock(now));
            Services(services);
        },
        before: Map,
        log: options =>
        {
            options.Store = store;
            options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Threshold = 0.1 });
        });

    private static RazorComponentsEndpointConventionBuilder MapComponents(WebApplication app)
    {
        app.UseAntiforgery();
        return app.MapRazorComponents<OwnApp>();
    }

    private static void AddAll(IServiceCollection services)
    {
        services.AddMvc().AddApplicationPart(typeof(OwnController).Assembly);
        services.AddRazorPages();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddServerSideBlazor();
    }
}
