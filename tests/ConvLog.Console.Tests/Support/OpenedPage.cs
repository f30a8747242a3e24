using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>A page in a tab that no other test uses at the same time, and the messages of the browser.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly Tab _tab;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<IResponse> _responses = [];

    private OpenedPage(Tab tab)
    {
        _tab = tab;
        Page.Console += OnConsole;
        Page.Response += OnResponse;
        Page.PageError += OnError;
        Page.RequestFailed += OnFailed;
        Page.Dialog += OnDialog;
    }

    public IPage Page => _tab.Page;

    public IBrowserContext Context => Page.Context;

    /// <summary>
    /// Errors and warnings of the browser console, including violations of the content security policy, exceptions, dialogs and failed requests.
    /// </summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>How often the browser asked for confirmation to leave a page, which is always given.</summary>
    public int Questions { get; private set; }

    /// <summary>The addresses of all loaded resources.</summary>
    public IReadOnlyList<string> Loaded => [.. _responses.Select(static response => response.Url)];

    /// <param name="console">The console.</param>
    /// <param name="path">The page's path.</param>
    /// <param name="options">The browser options and the credentials.</param>
    /// <param name="scriptPath">A script of the test that runs before the page, regardless of the policy.</param>
    public static Task<OpenedPage> OpenAsync(ConsoleInBrowser console, string path, BrowserNewContextOptions? options = null, string? scriptPath = null)
        => OpenAsync(console.Url + path, options, scriptPath);

    /// <param name="url">The page.</param>
    /// <param name="options">The browser options and the credentials.</param>
    /// <param name="scriptPath">A script of the test that runs before the page, regardless of the policy.</param>
    public static async Task<OpenedPage> OpenAsync(string url, BrowserNewContextOptions? options = null, string? scriptPath = null)
    {
        var opened = new OpenedPage(await Tab.TakeAsync(options ?? new BrowserNewContextOptions(), scriptPath));
        await opened.Page.GotoAsync(url);
        return opened;
    }

    /// <summary>Signs in on the page and follows the redirect.</summary>
    public static async Task<OpenedPage> SignInAsync(ConsoleInBrowser console, string key, string path, bool withScript = false)
    {
        var opened = await OpenAsync(console, $"/convlog/sign-in?return={Uri.EscapeDataString(path)}",
            new BrowserNewContextOptions { JavaScriptEnabled = withScript, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } });
        await opened.Page.GetByLabel("API key").FillAsync(key);
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.ArriveAsync($"{Regex.Escape(console.Url + path)}$");
        return opened;
    }

    public static BrowserNewContextOptions Look(string scheme, int width, int height, string? key = null) => new()
    {
        ColorScheme = string.Equals(scheme, "dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = width, Height = height },
        ExtraHTTPHeaders = key is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["X-API-KEY"] = key },
    };

    /// <summary>The transfer size of the page and all its resources in bytes, including resources from the browser cache.</summary>
    public Task<long> WeighAsync() => SumAsync("encodedBodySize");

    /// <summary>The uncompressed size in bytes.</summary>
    public Task<long> WeighDecodedAsync() => SumAsync("decodedBodySize");

    private Task<long> SumAsync(string size) => Page.EvaluateAsync<long>(
        "size => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, loaded) => sum + loaded[size], 0)",
        size);

    public ValueTask DisposeAsync()
    {
        Page.Console -= OnConsole;
        Page.Response -= OnResponse;
        Page.PageError -= OnError;
        Page.RequestFailed -= OnFailed;
        Page.Dialog -= OnDialog;
        return _tab.GiveBackAsync();
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        // Tests expect pages with status 401, 404 or 410.
        bool isStatus = message.Text.Contains("the server responded with a status of 40", StringComparison.Ordinal)
            || message.Text.Contains("the server responded with a status of 410", StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !isStatus)
        {
            _complaints.Enqueue(message.Text);
        }
    }

    private void OnResponse(object? sender, IResponse response)
    {
        // A stream never finishes loading.
        if (!IsStream(response.Url))
        {
            _responses.Enqueue(response);
        }
    }

    private void OnError(object? sender, string error) => _complaints.Enqueue(error);

    private void OnFailed(object? sender, IRequest request)
    {
        // A stream ends only when the page closes or is hidden. Suggestions are given up for those of the next character.
        if (!(IsStream(request.Url) || IsSuggestion(request.Url)) || !string.Equals(request.Failure, "net::ERR_ABORTED", StringComparison.Ordinal))
        {
            _complaints.Enqueue($"{request.Url}: {request.Failure}");
        }
    }

    private async void OnDialog(object? sender, IDialog dialog)
    {
        if (string.Equals(dialog.Type, DialogType.BeforeUnload, StringComparison.Ordinal))
        {
            Questions++;
            await dialog.AcceptAsync();
            return;
        }

        _complaints.Enqueue($"dialog: {dialog.Message}");
        await dialog.DismissAsync();
    }

    private static bool IsSuggestion(string url) => url.Contains("/suggestions?", StringComparison.Ordinal);

    private static bool IsStream(string url) => url.Contains("/convlog/v1/live", StringComparison.Ordinal);
}
