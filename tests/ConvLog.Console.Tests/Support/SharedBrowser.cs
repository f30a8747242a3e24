using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>One browser for all tests, because it starts slowly. It ends with the test process through its driver.</summary>
internal static class SharedBrowser
{
    private static readonly Lazy<Task<IBrowser>> s_browser = new(StartAsync);

    public static Task<IBrowser> GetAsync() => s_browser.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
    }
}
