using ConvLog.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>A console with a running clock, in which a test logs while a browser watches. Its streams can be cut.</summary>
internal sealed class RunningConsole : IAsyncDisposable
{
    private readonly WebApplication _app;
    private CancellationTokenSource _cut = new();

    private RunningConsole()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog();
        builder.Services.AddConvLogConsole(static options =>
        {
            options.AllowLoopback = true;
            options.ApiKeys.Add(ConsoleInBrowser.ReaderKey, "Reader");
            options.ApiKeys.Add(ConsoleInBrowser.PiiKey, "Ada Lindqvist", ConvLogPermissions.All);
        });
        _app = builder.Build();
        _app.Use(CutAsync);
        _app.MapConvLog();
    }

    public string Url { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    public ConvLogConsoleOptions Options => _app.Services.GetRequiredService<ConvLogConsoleOptions>();

    /// <summary>The number of opened streams.</summary>
    public int Streams { get; private set; }

    public static async Task<RunningConsole> StartAsync()
    {
        var console = new RunningConsole();
        await console._app.StartAsync();
        console.Url = console._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return console;
    }

    public Conversation Open(string id)
        => _app.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo(id) { AgentId = "bookings", Channel = "webchat" });

    /// <summary>Opens a page in a signed-in browser.</summary>
    public async Task<OpenedPage> LookAsync(string path, string key = ConsoleInBrowser.ReaderKey, string? scriptPath = null)
    {
        return await OpenedPage.OpenAsync(Url + path, new BrowserNewContextOptions
        {
            Permissions = ["clipboard-read", "clipboard-write"],
            ExtraHTTPHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-API-KEY"] = key },
            ViewportSize = new ViewportSize { Width = 1_440, Height = 900 },
        }, scriptPath);
    }

    /// <summary>Opens the live page and waits until it is connected.</summary>
    public async Task<OpenedPage> FollowAsync(string key = ConsoleInBrowser.ReaderKey, string? scriptPath = null)
    {
        var opened = await LookAsync("/convlog/live", key, scriptPath);
        await opened.Page.Locator("[data-state=live]").WaitForAsync();
        return opened;
    }

    /// <summary>Closes the connections of all streams, as a network failure does.</summary>
    public async Task CutStreamsAsync()
    {
        var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        await cut.CancelAsync();
        cut.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _cut.Dispose();
    }

    private async Task CutAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/convlog/v1/live", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        Streams++;
        await using var cut = _cut.Token.Register(context.Abort);
        await next(context);
    }
}
