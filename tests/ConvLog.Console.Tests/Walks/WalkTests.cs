using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Uses the console as a visitor does, without JavaScript.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class WalkTests(ConsoleInBrowser console)
{
    private static readonly BrowserNewContextOptions s_withoutScript =
        new() { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } };

    [BrowserFact]
    public async Task A_row_of_the_list_opens_its_conversation_wherever_it_is_clicked()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog", s_withoutScript);

        // The link covers the row.
        await opened.Page.Locator("tr", new PageLocatorOptions { HasText = "Can you help me find a therapist in Napa?" }).Locator(".c-turns")
            .ClickThroughAsync(new LocatorClickOptions { Force = true });

        (await opened.Page.Locator("h1").InnerTextAsync()).Should().Be("Can you help me find a therapist in Napa?");
        opened.Complaints.Should().BeEmpty();
    }

    // In two lines on a phone.
    [BrowserTheory]
    [InlineData(390, 45)]
    [InlineData(1_024, 80)]
    [InlineData(1_440, 90)]
    [InlineData(2_560, 100)]
    public async Task A_row_of_the_list_shows_most_of_what_the_user_said(int width, int characters)
    {
        const string said = "I would like to move my appointment on Monday to the afternoon, and could you tell me how much it costs?";
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog",
            new BrowserNewContextOptions { JavaScriptEnabled = true, ViewportSize = new ViewportSize { Width = width, Height = 900 } });

        int[] cut = await opened.Page.Locator("tbody .open > *").First.EvaluateAsync<int[]>(
            """
            (shown, said) => {
                shown.textContent = said;
                const lines = Math.round(shown.clientHeight / parseFloat(getComputedStyle(shown).lineHeight));
                return [shown.scrollWidth - shown.clientWidth, shown.scrollHeight - shown.clientHeight, lines];
            }
            """,
            said[..characters]);

        cut[..2].Should().Equal(0, 0);
        cut[2].Should().BeInRange(1, width < 680 ? 2 : 1);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_hostile_id_works_as_a_link()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog", s_withoutScript);

        await opened.Page.Locator("tbody tr").Nth(2).ClickThroughAsync();

        (await opened.Page.Locator(".pairs dd").First.InnerTextAsync()).Should().StartWith("<img src=x");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Unchecking_a_layer_hides_its_entries()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths["review"], s_withoutScript);
        var infos = opened.Page.Locator(".entry.info");
        var errors = opened.Page.Locator(".entry.error");
        (await infos.First.IsVisibleAsync()).Should().BeTrue();

        await opened.Page.Locator("#l-info").UncheckAsync();

        (await infos.First.IsVisibleAsync()).Should().BeFalse();
        (await errors.First.IsVisibleAsync()).Should().BeTrue();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task A_jump_to_the_first_problem_shows_it_below_the_sticky_bar()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths["review"], s_withoutScript);

        await opened.Page.GetByTitle("First problem").ClickAsync();

        var target = (await opened.Page.Locator(":target").BoundingBoxAsync())!;
        target.Y.Should().BeInRange(48, 600);
    }

    [BrowserFact]
    public async Task A_key_signs_in_and_signing_out_works()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Looks.Paths["review"], s_withoutScript);
        await opened.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickThroughAsync();
        await opened.Page.GetByLabel("API key").FillAsync(ConsoleInBrowser.PiiKey);
        await opened.Page.Locator("button[type=submit]").ClickThroughAsync();

        opened.Page.Url.Should().EndWith(Looks.Paths["review"]);
        (await opened.Page.Locator(".visitor").InnerTextAsync()).Should().Contain("Ada Lindqvist").And.Contain("Can view personal data");
        (await opened.Page.ContentAsync()).Should().NotContain("maria.keller@example.com");
        var cookie = (await opened.Context.CookiesAsync()).Should().ContainSingle().Subject;
        (cookie.HttpOnly, cookie.SameSite, cookie.Path).Should().Be((true, SameSiteAttribute.Strict, "/convlog"));

        await opened.Page.GetByText("Sign out").ClickThroughAsync();
        (await opened.Context.CookiesAsync()).Should().BeEmpty();
        (await opened.Page.Locator(".visitor").InnerTextAsync()).Should().Contain("Local visitor");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_wrong_key_is_reported_at_its_field()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog/sign-in", s_withoutScript);
        await opened.Page.GetByLabel("API key").FillAsync("wrong");
        await opened.Page.LoadAsync(() => opened.Page.Keyboard.PressAsync("Enter"));

        (await opened.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("Unknown API key.");
        (await opened.Context.CookiesAsync()).Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task On_a_phone_the_navigation_opens_over_the_page()
    {
        await using var opened =
            await OpenedPage.OpenAsync(console, Looks.Paths["review"],
            new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var link = opened.Page.Locator(".rail a", new PageLocatorOptions { HasText = "Conversations" });
        (await link.IsVisibleAsync()).Should().BeFalse();

        await opened.Page.Locator(".button.menu").ClickAsync();
        await link.ClickThroughAsync();

        (await opened.Page.Locator("h1").InnerTextAsync()).Should().Be("Conversations");
    }

    [BrowserFact]
    public async Task A_page_of_another_site_cannot_frame_the_console()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog");
        await opened.Page.GotoAsync("about:blank");

        await opened.Page.SetContentAsync($"<iframe src='{console.Url}/convlog'></iframe>");

        opened.Complaints.Should().NotBeEmpty();
        (await opened.Page.FrameLocator("iframe").Locator("body").InnerTextAsync()).Should().NotContain("therapist");
    }
}
