using Microsoft.Playwright;

namespace ConvLog.Console.Tests;

/// <summary>The pages to check, each as loaded and after something on it has been opened.</summary>
public sealed class Looks : TheoryData<string>
{
    public static IReadOnlyDictionary<string, string> Paths { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["list"] = "/convlog",
        ["list-of-nobody"] = "/convlog?agent=nobody",
        ["list-filtered"] = "/convlog?q=failed&level=error",
        ["list-refused"] = "/convlog?period=yesteryear",
        ["review"] = $"/convlog/conversations/{StagedConversations.Rich}",
        ["review-failed"] = $"/convlog/conversations/{StagedConversations.Rich}?as=failed#t8",
        ["review-permitted"] = $"/convlog/conversations/{StagedConversations.Rich}?as=permitted",
        ["review-revealed"] = $"/convlog/conversations/{StagedConversations.Rich}?as=revealed",
        ["review-open"] = "/convlog/conversations/conv-open",
        ["review-hostile"] = $"/convlog/conversations/{Uri.EscapeDataString(StagedConversations.Hostile)}",
        ["review-long"] = $"/convlog/conversations/{StagedConversations.Long}",
        ["review-by-query"] = $"/convlog/conversations?id={StagedConversations.Rich}",
        ["privacy"] = "/convlog/privacy",
        ["privacy-run"] = "/convlog/privacy/runs",
        ["privacy-receipt"] = $"/convlog/privacy/erasures/{StagedPrivacy.HeldReceipt}",
        ["privacy-access"] = "/convlog/privacy/access",
        ["privacy-question"] = "/convlog/privacy",
        ["live"] = "/convlog/live",
        ["users"] = "/convlog/users",
        ["users-permitted"] = "/convlog/users?as=permitted",
        ["journey"] = "/convlog/users",
        ["feedback"] = "/convlog/feedback",
        ["feedback-improved"] = "/convlog/feedback/improved",
        ["functions"] = "/convlog/functions",
        ["function"] = "/convlog/functions/details?name=BookAppointment",
        ["function-split"] = "/convlog/functions/details?name=BookAppointment&split=agent&channel=webchat",
        ["models"] = "/convlog/functions?kind=model",
        ["calls"] = "/convlog/functions/calls?name=BookAppointment",
        ["endpoints"] = "/convlog/functions?kind=endpoint",
        ["model"] = "/convlog/functions/details?kind=model&name=gpt-x&provider=example",
        ["calls-of-model"] = "/convlog/functions/calls?kind=model&name=gpt-x",
        ["alerts"] = "/convlog/alerts",
        ["alerts-permitted"] = "/convlog/alerts?as=permitted",
        ["insight"] = "/convlog/insight",
        ["insight-scores"] = "/convlog/insight/scores",
        ["preferences"] = "/convlog/preferences",
        ["sign-in"] = "/convlog/sign-in",
        ["missing"] = "/convlog/conversations/none",
        ["no-such-page"] = "/convlog/none",
        ["forbidden"] = "/convlog/privacy?as=reader",
        ["keys"] = "/convlog/conversations/conv-open",
        ["menu"] = "/convlog",
        ["list-guide"] = "/convlog",
        ["list-set"] = "/convlog?function=set&api_status=409&not_channel=fax&from=2020-01-01",
        ["list-suggested"] = "/convlog",
        ["list-selected"] = "/convlog?as=permitted",
        ["list-facets"] = "/convlog",
        ["list-revealed"] = "/convlog?sort=updated",
        ["list-view"] = "/convlog?has_problem=true",
        ["list-columns"] = "/convlog?view=all&columns=channel,started",
        ["list-range"] = "/convlog?started_from=2026-11-20T00:00:00Z&to=2026-11-20T12:00:00Z",
        ["insight-range"] = "/convlog/insight?from=2026-11-18T00:00:00Z&to=2026-11-21T00:00:00Z",
        ["views"] = "/convlog?has_problem=true",
        ["review-queue"] = $"/convlog/conversations/{StagedConversations.Rich}?has_problem=true&queue=3-12&marked=conv-open",
    };

    /// <summary>Pages that require the permission.</summary>
    public static IReadOnlySet<string> Permitted { get; } =
        new HashSet<string>(["users-permitted", "alerts-permitted", "list-selected", "list-view", "views", "review-queue", "review-permitted",
        "review-revealed", "list-revealed", "privacy", "privacy-run",
        "privacy-receipt", "privacy-access", "privacy-question"], StringComparer.Ordinal);

    /// <summary>
    /// Actions on a page before it is checked, for pages that then show more. Only visible elements are checked: a control that is hidden at a size is skipped.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<IPage, Task>> Openings { get; } = new Dictionary<string, Func<IPage, Task>>(StringComparer.Ordinal)
    {
        ["keys"] = static page => page.Keyboard.PressAsync("?"),
        ["menu"] = static page => page.EvaluateAsync("() => document.querySelector('#nav').showPopover()"),
        ["review-permitted"] = static page => page.EvaluateAsync("() => document.querySelector('.entry.withheld').scrollIntoView({ block: 'center' })"),
        ["review-revealed"] = RevealAsync,
        ["list-revealed"] = RevealAsync,
        ["journey"] = static page => page.Locator(".users tbody a").Nth(5).ClickThroughAsync(),
        ["privacy-question"] = static async page =>
        {
            await page.Locator("#erase-id").FillAsync("user-1");
            await page.GetByText("Erase…", new PageGetByTextOptions { Exact = true }).ClickThroughAsync();
        },
        ["list-guide"] = static page => page.Locator("[popovertarget=guide]").ClickAsync(),
        ["list-suggested"] = static page => page.Locator("#q").PressSequentiallyAsync("is:"),
        ["list-selected"] = static page => page.Locator(".c-pick [name]").First.CheckAsync(),
        ["list-facets"] = static page => page.EvaluateAsync("() => document.querySelector('#facets').showPopover()"),
        ["list-columns"] = static page => page.Locator(".filter-bar [popovertarget]", new() { HasText = "Columns" }).ClickAsync(),
        ["list-view"] = SaveViewAsync,
        ["list-range"] = SelectBarsAsync,
        ["insight-range"] = SelectBarsAsync,
        ["views"] = static async page =>
        {
            await SaveViewAsync(page);
            await page.Locator(".views a", new() { HasText = "Manage views" }).ClickThroughAsync();
        },
    };

    /// <summary>
    /// Pages that differ from another page only in some parts: the first element of each of these selectors. CI runs axe on these parts only and lays the page
    /// out at the narrowest and at a common width; the other page is checked in full.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Parts { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["review-failed"] = [":target"],
        ["review-by-query"] = ["h1"],
        ["review-permitted"] = [".reveal", ".turn:has(.lock)", ".entry.withheld"],
        ["review-revealed"] = [".reveal", ".turn:has(.lock)", ".entry:has(.lock)"],
        ["alerts-permitted"] = [".silence"],
        ["keys"] = ["#keys"],
        ["menu"] = ["#nav"],
        ["list-guide"] = ["#guide"],
        ["list-set"] = [".filter-bar"],
        ["list-suggested"] = [".filter-bar"],
        ["list-selected"] = [".selection", "tbody > tr"],
        ["list-facets"] = ["#facets"],
        ["list-revealed"] = [".reveal", "tbody > tr"],
        ["list-view"] = [".views"],
        ["list-columns"] = ["#columns"],
        ["list-range"] = [".starts", ".filter-bar"],
        ["insight-range"] = [".filter-bar", ".plots"],
        ["review-queue"] = [".queue"],
    };

    // Pages that show other content with the components of checked pages: "list", "review", "users", "functions" and "missing".
    private static readonly HashSet<string> s_others = new(["list-of-nobody", "list-refused", "review-long", "review-open", "users-permitted", "endpoints",
        "model", "calls-of-model", "no-such-page", "forbidden"], StringComparer.Ordinal);

    /// <summary>
    /// The pages that this run checks. The usual run leaves pages that differ only in some parts or in their content to CI, except for one that has its own
    /// route.
    /// </summary>
    public static IReadOnlyList<string> Looked { get; } =
        [.. Paths.Keys.Where(static page => CiRun.IsOn || page is "review-by-query" || !(Parts.ContainsKey(page) || s_others.Contains(page)))];

    private static Task RevealAsync(IPage page) => page.Locator("form.reveal button").ClickThroughAsync();

    // Two bars are selected but not yet applied.
    private static async Task SelectBarsAsync(IPage page)
    {
        await page.Locator("[data-edges] .chart a").First.FocusAsync();
        await page.BrushIsThereAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
    }

    private static async Task SaveViewAsync(IPage page)
    {
        await page.Locator(".filter-bar [popovertarget]", new() { HasText = "Save view" }).ClickAsync();
        await page.Locator("#save-view [name=name]").FillAsync("Problems");
        await page.LoadAsync(() => page.Locator("#save-view button[value=save]").ClickAsync());
    }

    public Looks()
    {
        foreach (string page in Looked)
        {
            Add(page);
        }
    }

    /// <summary>The key to open a page with, or null if the page is the same for everyone.</summary>
    public static string? KeyOf(string page)
        => Permitted.Contains(page) ? ConsoleInBrowser.PiiKey : page is "forbidden" or "live" or "keys" ? ConsoleInBrowser.ReaderKey : null;
}
