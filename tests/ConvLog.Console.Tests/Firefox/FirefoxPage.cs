using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Console.Tests.Firefox;

/// <summary>A tab of Firefox with its own cookies, as far as the walks need it.</summary>
internal sealed class FirefoxPage
{
    /// <summary>The event of a question of the browser.</summary>
    public const string Asked = "browsingContext.userPromptOpened";

    private static readonly Dictionary<string, string> s_keys = new(StringComparer.Ordinal)
    {
        ["Enter"] = "\uE007", ["Tab"] = "\uE004", ["Escape"] = "\uE00C",
    };

    private static readonly TimeSpan s_answered = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly BidiConnection _browser;
    private readonly string _tab;

    private FirefoxPage(BidiConnection browser, string tab) => (_browser, _tab) = (browser, tab);

    public static async Task<FirefoxPage> OpenAsync(BidiConnection browser, string url)
    {
        string user = (await browser.SendAsync("browser.createUserContext", [])).GetProperty("userContext").GetString()!;
        var created = await browser.SendAsync("browsingContext.create", new() { ["type"] = "tab", ["userContext"] = user });
        var page = new FirefoxPage(browser, created.GetProperty("context").GetString()!);
        await browser.SendAsync("browsingContext.setViewport",
            new() { ["context"] = page._tab, ["viewport"] = new JsonObject { ["width"] = 1_440, ["height"] = 900 } });
        await page.GoToAsync(url);
        return page;
    }

    public Task GoToAsync(string url) => _browser.SendAsync("browsingContext.navigate", new() { ["context"] = _tab, ["url"] = url, ["wait"] = "complete" });

    public Task ReloadAsync() => _browser.SendAsync("browsingContext.reload", new() { ["context"] = _tab, ["wait"] = "complete" });

    /// <summary>Starts to load the previous page of the tab's history.</summary>
    public Task BackAsync() => _browser.SendAsync("browsingContext.traverseHistory", new() { ["context"] = _tab, ["delta"] = -1 });

    /// <summary>The value of an expression. It is no promise: without scripts, promises are not fulfilled.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await _browser.SendAsync("script.evaluate", new()
        {
            ["expression"] = $"JSON.stringify({expression})",
            ["target"] = new JsonObject { ["context"] = _tab },
            ["awaitPromise"] = false,
        });
        return answer.GetProperty("type").GetString() is "success"
            ? JsonSerializer.Deserialize<T>(answer.GetProperty("result").GetProperty("value").GetString()!)!
            : throw new InvalidOperationException($"{expression}: {answer.GetProperty("exceptionDetails").GetProperty("text")}");
    }

    /// <summary>Waits until a condition is true on this page, or on the one that is loaded next.</summary>
    public async Task UntilAsync(string condition)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < s_patience;)
        {
            try
            {
                if (await EvaluateAsync<bool>($"document.readyState === 'complete' && !!({condition})").WaitAsync(s_answered))
                {
                    return;
                }

                await PerformAsync("none", new JsonObject { ["type"] = "pause", ["duration"] = 20 }).WaitAsync(s_answered);
            }
            catch (Exception e) when (e is BidiException or TimeoutException)
            {
                // The page was left while the condition was checked: for a page of another site, without an answer.
            }
        }

        throw new TimeoutException($"Not true at {await EvaluateAsync<string>("location.href")}: {condition}");
    }

    public Task UntilThereIsAsync(string selector) => UntilAsync($"document.querySelector({JsonSerializer.Serialize(selector)})");

    public Task<string> ContentAsync() => EvaluateAsync<string>("document.documentElement.outerHTML");

    public Task<string> UrlAsync() => EvaluateAsync<string>("location.href");

    /// <summary>Prints the page on A4.</summary>
    public async Task<PrintedSheets> PrintAsync()
    {
        var printed = await _browser.SendAsync("browsingContext.print",
            new() { ["context"] = _tab, ["page"] = new JsonObject { ["width"] = 21, ["height"] = 29.7 } });
        return PrintedSheets.Read(printed.GetProperty("data").GetBytesFromBase64());
    }

    /// <summary>Clicks the center of the first element that matches a selector.</summary>
    public async Task ClickAsync(string selector)
    {
        double[] at = await EvaluateAsync<double[]>($$"""
            (() => {
              const element = document.querySelector({{JsonSerializer.Serialize(selector)}});
              element.scrollIntoView({ block: "nearest" });
              const box = element.getBoundingClientRect();
              return [box.x + box.width / 2, box.y + box.height / 2];
            })()
            """);
        await PerformAsync("pointer",
            new() { ["type"] = "pointerMove", ["x"] = Math.Round(at[0]), ["y"] = Math.Round(at[1]) },
            new() { ["type"] = "pointerDown", ["button"] = 0 },
            new() { ["type"] = "pointerUp", ["button"] = 0 });
    }

    /// <summary>Presses a key.</summary>
    /// <param name="key">A character, or the name of a key.</param>
    public Task PressAsync(string key) => TypeAsync(s_keys.GetValueOrDefault(key, key));

    public Task TypeAsync(string text) => PerformAsync("key", [.. text.SelectMany(static c => new JsonObject[]
    {
        new() { ["type"] = "keyDown", ["value"] = c.ToString() },
        new() { ["type"] = "keyUp", ["value"] = c.ToString() },
    })]);

    /// <summary>Follows a link to another page, and cancels when the browser asks.</summary>
    /// <param name="path">The other page.</param>
    /// <returns>The kind of the question.</returns>
    public async Task<string> CancelLeavingAsync(string path)
    {
        var question = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _browser.Listener = OnEvent;
        await EvaluateAsync<int>($"setTimeout(() => location.assign({JsonSerializer.Serialize(path)}))");
        string kind = await question.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _browser.Listener = null;
        await _browser.SendAsync("browsingContext.handleUserPrompt", new() { ["context"] = _tab, ["accept"] = false });
        return kind;

        void OnEvent(string method, JsonElement parameters)
        {
            if (method is Asked)
            {
                question.TrySetResult(parameters.GetProperty("type").GetString()!);
            }
        }
    }

    private Task PerformAsync(string device, params JsonObject[] actions) => _browser.SendAsync("input.performActions", new()
    {
        ["context"] = _tab,
        ["actions"] = new JsonArray(new JsonObject { ["type"] = device, ["id"] = device, ["actions"] = new JsonArray([.. actions]) }),
    });
}
