using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Support;

/// <summary>A page in a context of its own, and all that the browser had to say about it.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private OpenedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Errors and warnings of the console, broken rules of the content security policy among them, exceptions, dialogs, requests that failed.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<OpenedPage> OpenAsync(ConsoleInBrowser console, string path, BrowserNewContextOptions? options = null)
    {
        var context = await console.Browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        var opened = new OpenedPage(context, await context.NewPageAsync());
        opened.Listen();
        await opened.Page.GotoAsync(console.Url + path);
        return opened;
    }

    public static BrowserNewContextOptions Look(string scheme, int width, int height, string? key = null, bool bypassesCsp = false) => new()
    {
        ColorScheme = string.Equals(scheme, "dark", StringComparison.Ordinal) ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = width, Height = height },
        BypassCSP = bypassesCsp,
        ExtraHTTPHeaders = key is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["X-API-KEY"] = key },
    };

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            // A page that says 401 or 404 is what was asked for.
            bool isStatus = message.Text.Contains("the server responded with a status of 40", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isStatus)
            {
                _complaints.Add(message.Text);
            }
        };
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.RequestFailed += (_, request) => _complaints.Add($"{request.Url}: {request.Failure}");
        Page.Dialog += async (_, dialog) =>
        {
            _complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }
}
