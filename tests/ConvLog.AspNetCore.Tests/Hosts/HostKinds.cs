using ConvLog.AspNetCore.Tests.Hosts.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>The kinds of application that ConvLog is added to.</summary>
internal static class HostKinds
{
    public static HostKind Minimal { get; } = new("minimal API",
        static _ => { },
        static app => app.MapGet("/greetings/minimal", static () => "Hello from a minimal API"),
        "/greetings/minimal");

    private static readonly HostKind s_controllers = new("controllers",
        static services => services.AddControllers().AddApplicationPart(typeof(HostKinds).Assembly),
        static app => app.MapControllers(),
        "/greetings/controllers");

    private static readonly HostKind s_mvc = new("MVC",
        static services => services.AddControllersWithViews().AddApplicationPart(typeof(HostKinds).Assembly),
        static app => app.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}"),
        "/greetings/mvc");

    private static readonly HostKind s_razorPages = new("Razor Pages",
        static services => services.AddRazorPages(static options => options.RootDirectory = "/Hosts/App/Pages").AddApplicationPart(typeof(HostKinds).Assembly),
        static app => app.MapRazorPages(),
        "/greetings/razor-pages");

    private static readonly HostKind s_blazorStatic = new("Blazor, static",
        static services => services.AddRazorComponents(),
        static app =>
        {
            app.UseAntiforgery();
            app.MapRazorComponents<App.Components.App>();
        },
        "/greetings/blazor");

    private static readonly HostKind s_blazorServer = new("Blazor, interactive server",
        static services => services.AddRazorComponents().AddInteractiveServerComponents(),
        static app =>
        {
            app.UseAntiforgery();
            app.MapRazorComponents<App.Components.App>().AddInteractiveServerRenderMode();
        },
        "/greetings/blazor");

    private static readonly HostKind s_serverSideBlazor = new("Blazor Server beside Razor Pages",
        static services =>
        {
            s_razorPages.Services(services);
            services.AddServerSideBlazor();
        },
        static app =>
        {
            s_razorPages.Endpoints(app);
            app.MapBlazorHub();
        },
        "/greetings/razor-pages");

    private static readonly HostKind s_signalR = new("SignalR",
        static services => services.AddSignalR(),
        static app => app.MapHub<GreetingHub>("/greetings/hub"));

    private static readonly HostKind s_grpc = new("gRPC",
        static services => services.AddGrpc(),
        static app => app.MapGrpcService<GreetingService>());

    public static IReadOnlyList<HostKind> All { get; } =
    [
        Minimal, s_controllers, s_mvc, s_razorPages, s_blazorStatic, s_blazorServer, s_serverSideBlazor, s_signalR, s_grpc, AllAtOnce(),
    ];

    private static HostKind AllAtOnce()
    {
        HostKind[] kinds = [Minimal, s_mvc, s_blazorServer, s_serverSideBlazor, s_signalR, s_grpc];
        return new HostKind("all at once",
            services => Array.ForEach(kinds, kind => kind.Services(services)),
            app => Array.ForEach(kinds, kind => kind.Endpoints(app)),
            [.. kinds.SelectMany(static kind => kind.Greetings)]);
    }
}
