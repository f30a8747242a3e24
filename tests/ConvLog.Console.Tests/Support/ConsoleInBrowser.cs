using ConvLog.AspNetCore;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Console.Tests.Support;

/// <summary>The console on loopback with staged conversations, and a browser.</summary>
public class ConsoleInBrowser : IAsyncLifetime
{
    public const string ReaderKey = "reader-key-0123456789";
    public const string AnnotatorKey = "annotator-key-0123456789";
    public const string PiiKey = "pii-key-0123456789";

    private WebApplication? _app;

    public string Url { get; private set; } = "";

    /// <summary>Whether the tests can run here. If not, they are skipped and nothing is started.</summary>
    protected virtual bool IsNeeded => Chromium.Path is not null;

    internal IServiceProvider Services => _app!.Services;

    /// <summary>Every route of the host.</summary>
    internal IEnumerable<RouteEndpoint> Endpoints
        => ((IEndpointRouteBuilder)_app!).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>();

    public async Task InitializeAsync()
    {
        if (!IsNeeded)
        {
            return;
        }

        await StartConsoleAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>Opens the store, or returns null for an in-memory store.</summary>
    protected virtual IConversationStore? OpenStore() => null;

    /// <summary>Changes options of this console.</summary>
    protected virtual void Configure(ConvLogConsoleOptions options)
    {
    }

    /// <summary>Adds conversations to the store.</summary>
    protected virtual async Task StageAsync(IConversationStore store)
    {
        // The clock of the host is stopped, and staging has its own clock, so that no timer fires while that moves back and forth.
        ManualClock staging = new(StagedConversations.Now);
        await using var sink = new StoreSink(store);
        await new StagedPrivacy(sink, staging).PlayAsync();
        await new StagedConversations(sink, staging).PlayAsync();
        await sink.FlushAsync();
        await StagedPrivacy.DecideAsync(store);
    }

    private async Task StartConsoleAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new ManualClock(StagedConversations.Now));
        builder.Services.AddConvLog(options =>
        {
            options.Store = OpenStore();
            options.Retention.Enabled = true;
            options.Retention.PersonalDataDays = 7;
            options.Retention.MostShare = 0.02;
            StagedAlerts.Configure(options.Alerts);
        });
        builder.Services.AddConvLogConsole(options =>
        {
            options.AllowLoopback = true;
            options.ApiKeys.Add(ReaderKey, "Reader");
            options.ApiKeys.Add(AnnotatorKey, "Quality team", ConvLogPermissions.Read | ConvLogPermissions.Annotate);
            options.ApiKeys.Add(PiiKey, "Ada Lindqvist", ConvLogPermissions.All);
            options.SearchesPerMinute = options.ExportsPerMinute = 10_000; // The clock that these limits use is stopped.
            Configure(options);
        });
        _app = builder.Build();
        _app.MapConvLog();
        await StageAsync(_app.Services.GetRequiredService<IConversationStore>());
        await _app.StartAsync();
        await StagedAlerts.EvaluatedAsync(_app.Services.GetRequiredService<ConversationAlerts>());
        Url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }
}
