using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A host, described by what it registers and maps besides ConvLog. <see cref="Hosts.HostKinds"/> has every kind; these hosts share a store.</summary>
/// <param name="Name">The usual name of such a host.</param>
/// <param name="Services">Registers its services.</param>
/// <param name="Map">Adds its middleware and maps its endpoints, before those of ConvLog.</param>
internal sealed record HostOfPages(string Name, Action<IServiceCollection> Services, Action<WebApplication> Map)
{
    /// <summary>A page that every host except the minimal one has.</summary>
    public const string OwnPage = "/of-the-host";

    public static HostOfPages Minimal { get; } = new("minimal", static _ => { }, static _ => { });

    public static HostOfPages AllAtOnce { get; } = new("all at once", AddAll, static app =>
    {
        app.UseAntiforgery();
        app.MapDefaultControllerRoute();
        app.MapRazorPages();
        app.MapRazorComponents<OwnApp>().AddInteractiveServerRenderMode();
    });

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

    private static void AddAll(IServiceCollection services)
    {
        services.AddMvc().AddApplicationPart(typeof(OwnController).Assembly);
        services.AddRazorPages();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddServerSideBlazor();
    }
}
