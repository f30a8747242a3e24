using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Uses the console without a mouse and without JavaScript.</summary>
[Collection(RealCollection.Name)]
public sealed class KeyboardWalkTests(RealConsole console)
{
    [RealFact]
    public async Task Keyboard_alone_works_from_sign_in_through_the_list_to_a_problem_and_back()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, "/convlog/sign-in?return=/convlog%3Ffunction%3DBookAppointment%26has_error%3Dtrue",
            new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } });
        var page = opened.Page;
        await TabToAsync(page, "[name=key]");
        await page.Keyboard.TypeAsync(ConsoleInBrowser.ReaderKey);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(@"/convlog\?function=");

        await page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(page)).Should().Be("Skip to content");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "tbody a.open");
        string title = await FocusedAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("/conversations/");
        (await page.Locator("h1").InnerTextAsync()).Should().Be(title);

        await TabToAsync(page, "[title='First problem']");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(":target").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        (await page.Locator(":target").CountAsync()).Should().Be(1);
        page.Url.Should().Contain("#");
        await page.GoBackAsync();
        await page.GoBackAsync();
        page.Url.Should().Contain("function=BookAppointment");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_focused_element_is_visible()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, "/convlog", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } });
        for (int i = 0; i < 40; i++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            (await opened.Page.EvaluateAsync<bool>(IsSeen)).Should().BeTrue($"step {i} is at {await FocusedAsync(opened.Page)}");
        }
    }

    // A focus ring on the control or on its visible label, or around a bar of a plot.
    private const string IsSeen = """
        () => {
          const bar = document.activeElement.querySelector(':scope > rect');
          if (bar && getComputedStyle(bar).stroke !== 'none') return true;
          for (let box = document.activeElement; box && box !== document.body; box = box.parentElement) {
            for (const part of [null, '::before', '::after']) {
              const look = getComputedStyle(box, part);
              if ((look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1) || look.boxShadow !== 'none') return true;
            }
          }
          return document.activeElement === document.body;
        }
        """;

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (int i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        throw new InvalidOperationException($"No step by Tab leads to {selector}.");
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.innerText ?? ''");
}
