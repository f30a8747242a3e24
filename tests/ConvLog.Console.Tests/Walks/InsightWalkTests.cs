using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Opens the conversations that a figure counts, and shows times in another zone.</summary>
[Collection(RealCollection.Name)]
public sealed class InsightWalkTests(RealConsole console)
{
    private static readonly BrowserNewContextOptions s_withoutScript =
        new() { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } };

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_failing_function_links_to_its_failed_conversations()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog/insight?period=7d", s_withoutScript);

        await opened.Page.Locator(".figure-row > summary", new PageLocatorOptions { HasText = "Errors per function" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Errors per function" }).GetByText("BookAppointment")
            .ClickThroughAsync();

        opened.Page.Url.Should().Contain("function_name=BookAppointment").And.Contain("function_outcome=failed");
        var rows = opened.Page.Locator("tbody tr");
        (await rows.CountAsync()).Should().BeInRange(20, 50);
        await rows.First.Locator("a.open").ClickThroughAsync();
        (await opened.Page.Locator("details.call.failed summary code").AllInnerTextsAsync()).Should().Contain("BookAppointment");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    public async Task Two_clicks_show_what_got_worse_and_another_why()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog", s_withoutScript);

        await opened.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Insight", Exact = true }).ClickThroughAsync();

        await opened.Page.Locator(".figure-row > summary", new PageLocatorOptions { HasText = "Changed functions and errors" }).ClickAsync();
        var changed = opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Changed functions and errors" });
        (await changed.InnerTextAsync()).Should().Contain("compared with").And.Contain("What got worse");
        var worst = changed.Locator("tbody a").First;
        string name = await worst.InnerTextAsync();
        await worst.ClickThroughAsync();
        (await opened.Page.Locator("main").InnerTextAsync()).Should().Contain(name);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_day_of_a_chart_shows_its_table_values_and_links_to_its_conversations()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog/insight?period=7d", s_withoutScript);
        await opened.Page.Locator(".figure-row:has(.chart) > summary").First.ClickAsync();
        var plot = opened.Page.Locator(".figure-row figure.plot").First;
        string[] told = await plot.Locator(".chart a").EvaluateAllAsync<string[]>("days => days.map(day => day.querySelector('title').textContent)");
        await opened.Page.GetByText("Figures by day", new PageGetByTextOptions { Exact = true }).First.ClickAsync();
        var table = opened.Page.Locator(".by-day table");
        int column = (await table.Locator("thead th").AllInnerTextsAsync()).ToList().IndexOf(await plot.Locator("h2").InnerTextAsync());
        var days = (await table.Locator("tbody tr").AllInnerTextsAsync()).Select(static row => row.Split('\t')).ToList();

        column.Should().BePositive();
        days.Select(day => $"{day[0]}: {day[column]}").Should().Equal(told).And.HaveCount(7);
        await plot.Locator(".chart a").Nth(5).ClickAsync(new LocatorClickOptions { Force = true });
        await opened.Page.ArriveAsync(@"/convlog\?turn_from=");
        (await opened.Page.Locator("tbody tr").CountAsync()).Should().BePositive();
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Times_use_the_chosen_zone_and_the_theme_is_kept()
    {
        await using var opened = await OpenedPage.OpenAsync(console, "/convlog", s_withoutScript);
        string utc = await opened.Page.Locator("tbody .c-started time").First.InnerTextAsync();
        await opened.Page.GetByText("Settings", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await opened.Page.GetByLabel("Dark", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await opened.Page.GetByLabel("Time zone").FillAsync("Asia/Tokyo");
        await opened.Page.GetByText("Save").ClickThroughAsync();

        await opened.Page.ArriveAsync("/convlog$");
        (await opened.Page.Locator("html").GetAttributeAsync("data-theme")).Should().Be("dark");
        (await opened.Page.Locator("tbody .c-started time").First.InnerTextAsync()).Should().NotBe(utc);
        (await opened.Page.Locator("tbody .c-started time").First.GetAttributeAsync("title")).Should().EndWith("UTC");
        (await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).Should().NotBe("rgb(255, 255, 255)");
        opened.Complaints.Should().BeEmpty();
    }
}
