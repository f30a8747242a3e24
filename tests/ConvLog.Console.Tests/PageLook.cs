using Microsoft.Playwright;

namespace ConvLog.Console.Tests;

/// <summary>The results of checking a page that was loaded once and shown in both themes and every size.</summary>
internal sealed class PageLook
{
    // Inline handlers and styles, which the content security policy would block, must not exist, and component source must not appear as text.
    private const string Inline = """
        () => [...document.querySelectorAll('*')].flatMap(element => [...element.attributes].filter(it => it.name.startsWith('on') || it.name === 'style').map(it => `${element.localName} ${it.name}`))
          .concat([...document.querySelectorAll('script:not([src]), style, iframe, object, embed')].map(element => element.localName))
            .concat(document.body.innerText.match(/@[A-Z]\w*[.(].{0,20}/g) ?? [])
        """;

    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];

    private readonly List<string> _outliers = [];
    private readonly List<string> _faults = [];

    /// <summary>The path that was checked after the opening actions.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Errors and warnings of the browser.</summary>
    public IReadOnlyList<string> Complaints { get; private set; } = [];

    /// <summary>Elements outside of the page, by width.</summary>
    public IReadOnlyList<string> Outliers => _outliers;

    /// <summary>Faults that axe found; empty without axe.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Inline handlers, styles, scripts and frames, and source code in the text.</summary>
    public IReadOnlyList<string> InlineParts { get; private set; } = [];

    /// <summary>Adjacent words without a space.</summary>
    public IReadOnlyList<string> RunTogether { get; private set; } = [];

    /// <summary>The addresses of all loaded resources.</summary>
    public IReadOnlyList<string> Loaded { get; private set; } = [];

    /// <summary>The total transfer size in bytes.</summary>
    public long Bytes { get; private set; }

    /// <param name="opened">The page in a light desktop view.</param>
    /// <param name="name">The name of the page.</param>
    public static async Task<PageLook> TakeAsync(OpenedPage opened, string name)
    {
        var look = new PageLook();
        (look.Loaded, look.Bytes) = (opened.Loaded, await opened.WeighAsync());
        if (Looks.Openings.TryGetValue(name, out var open))
        {
            await open(opened.Page);
        }

        look.Path = new Uri(opened.Page.Url).AbsolutePath;
        look.InlineParts = await opened.Page.EvaluateAsync<string[]>(Inline);
        look.RunTogether = await Layout.RunTogetherAsync(opened.Page);
        string[] parts = LongCampaign.IsOn ? [] : Looks.Parts.GetValueOrDefault(name, []);
        foreach (int width in parts is [] ? Screens.Widths : Screens.OfParts)
        {
            await opened.Page.SetViewportSizeAsync(width, Screens.HeightOf(width));
            look._outliers.AddRange(await Layout.OutliersAsync(opened.Page));
            if (width is Screens.Phone or Screens.Desktop)
            {
                await ShootAsync(opened.Page, $"{name}-{{0}}-{(width == Screens.Phone ? "phone" : "desktop")}.png");
            }
        }

        if (Chromium.Axe is not null)
        {
            await look.RunAxeAsync(opened.Page, parts);
        }

        look.Complaints = opened.Complaints;
        return look;
    }

    private async Task RunAxeAsync(IPage page, string[] parts)
    {
        await Accessibility.ShortenAsync(page);
        _faults.AddRange(await Accessibility.FaultsAsync(page, parts));
    }

    // Screenshots for the README and for review: CONVLOG_SHOTS names a folder.
    private static async Task ShootAsync(IPage page, string file)
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        await page.EvaluateAsync("() => document.querySelector(location.hash || 'html').scrollIntoView()");
        foreach (var scheme in s_schemes)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            string path = System.IO.Path.Combine(folder, file.Replace("{0}", scheme.ToString().ToLowerInvariant(), StringComparison.Ordinal));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = file.StartsWith("privacy", StringComparison.Ordinal) });
        }
    }
}
