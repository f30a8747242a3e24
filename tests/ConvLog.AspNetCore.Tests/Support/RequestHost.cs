using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A host with its own endpoints whose requests have conversations.</summary>
internal sealed class RequestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RequestHost(WebApplication app, InMemorySink sink, ManualClock clock)
        => (_app, Sink, Clock) = (app, sink, clock);

    public InMemorySink Sink { get; }

    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    public ManualClock Clock { get; }

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public string Url => _app.Urls.First();

    public IEnumerable<string> LinesWith(string text) => Logs.Lines.Where(line => line.Contains(text, StringComparison.Ordinal));

    /// <param name="configure">Sets up the app.</param>
    /// <param name="protocols">Runs on Kestrel with these protocols; null for an in-memory server.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="kestrel">Sets Kestrel limits.</param>
    public static async Task<RequestHost> StartAsync(
        Action<WebApplication> configure,
        HttpProtocols? protocols = null,
        Action<IServiceCollection>? services = null,
        Action<KestrelServerOptions>? kestrel = null)
    {
        var (sink, clock) = (new InMemorySink(), new ManualClock());
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        if (protocols is { } spoken)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options =>
            {
                options.ConfigureEndpointDefaults(listen => listen.Protocols = spoken);
                kestrel?.Invoke(options);
            });
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.CollectOnly();
        builder.Services.AddConvLog(options =>
        {
            options.TimeProvider = clock;
            options.Sinks.Add(sink);
            options.UseInMemoryStore();
        });
        builder.Services.AddConvLogConsole(static options => options.AllowLoopback = true);
        services?.Invoke(builder.Services);
        var host = new RequestHost(builder.Build(), sink, clock);
        configure(host._app);
        await host._app.StartAsync();
        host.Client = protocols is null ? host._app.GetTestClient() : new HttpClient { BaseAddress = new Uri(host.Url) };
        if (protocols == HttpProtocols.Http2)
        {
            host.Client.DefaultRequestVersion = System.Net.HttpVersion.Version20;
            host.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        return host;
    }

    /// <summary>Reads the stored conversation.</summary>
    public ValueTask<ConversationView?> ReadAsync(string id)
        => Services.GetRequiredService<ConversationReader>().GetAsync(new Reader("test", canReadPii: true), id);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
