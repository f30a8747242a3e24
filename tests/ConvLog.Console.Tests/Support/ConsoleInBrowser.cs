using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>The console on loopback with conversations to look at, and a browser. Once for all tests of a class.</summary>
public sealed class ConsoleInBrowser : IAsyncLifetime
{
    public const string ReaderKey = "reader-key-0123456789";
    public const string PiiKey = "pii-key-0123456789";

    private WebApplication? _app;
    private IPlaywright? _playwright;

    public string Url { get; private set; } = "";

    internal IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        await StartConsoleAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task StartConsoleAsync()
    {
        // The host's clock stands still, and what is staged has one of its own: nothing comes due while that goes back and forth.
        ManualClock staging = new(StagedConversations.Now);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new ManualClock(StagedConversations.Now));
        builder.Services.AddConvLog(static options =>
        {
            options.Retention.Enabled = true;
            options.Retention.PersonalDataDays = 7;
            options.Retention.MostShare = 0.02;
        });
        builder.Services.AddConvLogConsole(static options =>
        {
            options.ApiKeys.Add(ReaderKey, "Reader");
            options.ApiKeys.Add(PiiKey, "Ada Lindqvist", canReadPii: true);
        });
        _app = builder.Build();
        _app.MapConvLog();
        await _app.StartAsync();
        Url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        var store = _app.Services.GetRequiredService<IConversationStore>();
        await using var sink = new StoreSink(store);
        await new StagedPrivacy(sink, staging).PlayAsync();
        await new StagedConversations(sink, staging).PlayAsync();
        await sink.FlushAsync();
        await StagedPrivacy.DecideAsync(store);
    }
}
