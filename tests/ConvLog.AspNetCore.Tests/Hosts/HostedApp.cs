using System.Net;
using ConvLog.AspNetCore.Tests.Access.Matrix;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>An application of a kind with a middleware setup, and ConvLog over an in-memory store with the conversations of the access matrix.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostedApp(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
    }

    /// <summary>The remote address of requests, which is not local.</summary>
    public static IPAddress Address { get; } = IPAddress.Parse("203.0.113.7");

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<HostedApp> StartAsync(HostKind kind, Surrounding surrounding)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ManualClock>(static _ => new ManualClock());
        builder.Services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<ManualClock>());
        builder.Services.AddConvLog(static options => options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Threshold = 0.1 }));
        builder.Services.AddConvLogConsole(static options =>
        {
            foreach (var (key, permissions) in Identities.Keys)
            {
                options.ApiKeys.Add(key, key, permissions);
            }

            options.ExportsPerMinute = 10_000;
            options.SearchesPerMinute = 10_000;
        });
        surrounding.Services(builder.Services);
        kind.Services(builder.Services);

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = Address;
            return next(context);
        });
        surrounding.Middleware(app);
        kind.Endpoints(app);
        surrounding.Map(app);
        await PlayAsync(app.Services);
        await app.StartAsync();
        await EvaluatedAsync(app.Services);
        return new HostedApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    // Alert rules are evaluated in the background, for the first time when the application starts.
    private static Task EvaluatedAsync(IServiceProvider services) => Waiting.UntilAsync(async () =>
        (await services.GetRequiredService<ConversationAlerts>().ReadAsync(new Privacy.Reader("test", canReadPii: false)))
            .All(static status => status.EvaluatedAt is not null));

    private static async Task PlayAsync(IServiceProvider services)
    {
        var conversations = services.GetRequiredService<IConversationFactory>();
        foreach (string id in new[] { "conv-42", "conv-held", RoutePaths.Gone })
        {
            await using var conv = conversations.Open(
                new ConversationInfo(id) { AgentId = "bookings", AccountId = "PLATFORM", ProjectId = "pacden", UserId = "user-7" });
            using var turn = conv.BeginTurn("Book a table for two");
            conv.RunFunction(
                "save_guest", call => call.Log.Info("Guest", LogField.Pii("email", "jane@example.com", shown: "j***@example.com")), callId: "call_7");
            turn.Complete("Done.");
        }

        await services.GetRequiredService<ConversationErasure>().PlaceHoldAsync("conv-held", "test");
    }
}
