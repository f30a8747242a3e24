using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Answers whether a function is getting slower, in two clicks from the list of conversations.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class FunctionsWalkTests
{
    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Two_clicks_show_whether_a_function_got_slower_and_a_third_shows_a_failed_call()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync(
            [.. Conversation("before", now.AddDays(-8), milliseconds: 100), .. Conversation("now", now.AddMinutes(-30), milliseconds: 400)]);
        await using var opened = await console.LookAsync("/convlog");

        await opened.Page.Locator("nav.rail").GetByText("Functions").ClickThroughAsync();
        await opened.Page.Locator("tbody").GetByText("save_guest").ClickThroughAsync();

        var p95 = opened.Page.Locator(".kpi", new PageLocatorOptions { HasText = "p95" });
        (await p95.Locator("dd").First.InnerTextAsync()).Should().MatchRegex("^(39|4[0-9])[0-9] ms$");
        (await p95.Locator(".change").InnerTextAsync()).Should().MatchRegex("^\\+(29|30)[0-9] ms$");
        (await opened.Page.Locator(".kpi", new PageLocatorOptions { HasText = "p50" }).Locator(".change").InnerTextAsync()).Should().StartWith("+");

        await opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Latest problems" }).Locator("tbody a").First.ClickThroughAsync();
        opened.Page.Url.Should().Contain("/convlog/conversations/now#f-");
        (await opened.Page.Locator(":target").IsVisibleAsync()).Should().BeTrue();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task One_click_on_a_count_lists_its_calls_with_the_words_of_the_user_and_a_row_opens_its_call()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync([.. Conversation("now", now.AddMinutes(-30), milliseconds: 400)]);
        await using var opened = await console.LookAsync("/convlog/functions/details?name=save_guest&period=7d");

        await opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "API response status" }).GetByText("409").ClickThroughAsync();

        var rows = opened.Page.Locator(".call-rows tbody tr");
        (await rows.CountAsync()).Should().Be(1);
        (await rows.First.InnerTextAsync()).Should().Contain("Book a table").And.Contain("Failed").And.Contain("409").And.Contain("420 ms");
        (await opened.Page.Locator(".set-filters").InnerTextAsync()).Should().Contain("API status").And.Contain("409");

        await rows.First.Locator("a").ClickThroughAsync();
        opened.Page.Url.Should().Contain("/convlog/conversations/now#f-");
        (await opened.Page.Locator(":target").IsVisibleAsync()).Should().BeTrue();
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task One_click_and_one_entry_list_all_calls_of_a_function_with_a_status_of_the_last_week()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync(
            [.. Conversation("before", now.AddDays(-10), milliseconds: 100), .. Conversation("one", now.AddDays(-3), 100),
                .. Conversation("two", now.AddMinutes(-30), 400)]);
        await using var opened = await console.LookAsync("/convlog/functions");

        await opened.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "50", Exact = true }).ClickThroughAsync();
        await opened.Page.Locator("#q").FillAsync("status:409");
        await opened.Page.LoadAsync(() => opened.Page.Locator("#q").PressAsync("Enter"));

        (await opened.Page.Locator(".call-rows tbody tr").CountAsync()).Should().Be(2);
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_click_splits_the_plot_by_variant_and_another_shows_the_calls_of_one_variant_alone()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync(
            [.. Conversation("a", now.AddDays(-3), 100, "A"), .. Conversation("b", now.AddMinutes(-30), 400, "B")]);
        await using var opened = await console.LookAsync("/convlog/functions/details?name=save_guest&period=7d");

        await opened.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Split the plot" }).GetByText("Variant").ClickThroughAsync();
        (await opened.Page.Locator("#over-time .legend-row").InnerTextAsync()).Should().MatchRegex("p95 of\\s+A\\s+p95 of\\s+B");
        (await opened.Page.Locator("#over-time path.line").CountAsync()).Should().Be(2);

        await opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Variants" })
            .GetByText("B", new LocatorGetByTextOptions { Exact = true }).ClickThroughAsync();
        (await opened.Page.Locator(".kpi", new PageLocatorOptions { HasText = "Calls" }).Locator("dd").First.InnerTextAsync()).Should().Be("25");
        (await opened.Page.Locator(".set-filters").InnerTextAsync()).Should().Contain("Variant: B");
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [BrowserFact]
    public async Task Two_clicks_show_the_cost_of_a_model_this_month_by_variant()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync(
            [.. Asked("a", now, "A", 0.25m), .. Asked("b", now, "B", 0.5m), .. Asked("c", now.AddDays(-40), "B", 7m)]);
        await using var opened = await console.LookAsync("/convlog");

        await opened.Page.Locator("nav.rail").GetByText("Functions").ClickThroughAsync();
        await opened.Page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Functions", Exact = true }).GetByText("Models").ClickThroughAsync();

        var rows = opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Cost by month and variant" }).Locator("tbody tr");
        (await rows.AllInnerTextsAsync()).Select(static row => row.Split('\t', StringSplitOptions.TrimEntries))
            .Select(static row => $"{row[0]} {row[3]}").Should().Equal("gpt-x €0.75", "A €0.25", "B €0.50");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Calls_are_sorted_by_duration_filtered_in_the_box_and_downloaded()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync([.. Conversation("now", now.AddMinutes(-30), milliseconds: 400)]);
        await using var opened = await console.LookAsync("/convlog/functions/calls?name=save_guest&period=7d");

        await opened.Page.GetByRole(AriaRole.Columnheader).GetByText("Duration").ClickThroughAsync();
        (await opened.Page.Locator(".call-rows tbody tr").First.InnerTextAsync()).Should().Contain("424 ms");

        await opened.Page.Locator("#q").FillAsync("status:409");
        await opened.Page.LoadAsync(() => opened.Page.Locator("#q").PressAsync("Enter"));
        opened.Page.Url.Should().Contain("name=save_guest").And.Contain("api_status=409").And.Contain("sort=duration").And.NotContain("find=");
        (await opened.Page.Locator(".call-rows tbody tr").CountAsync()).Should().Be(1);

        var file = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.GetByText("CSV").ClickAsync());
        file.SuggestedFilename.Should().MatchRegex("^calls-save_guest-[0-9-]{10}-to-[0-9-]{10}\\.csv$");
        (await File.ReadAllLinesAsync(await file.PathAsync())).Should().HaveCount(2).And.Contain(static line => line.Contains("\"Book a table\",\"failed\""));
        opened.Complaints.Should().BeEmpty();
    }

    private static IEnumerable<StoreRecord> Asked(string id, DateTimeOffset start, string variant, decimal cost)
    {
        var writer = Guid.NewGuid();
        yield return new ConversationRecord { ConversationId = id, WriterId = writer, AgentId = "bookings", VariantId = variant, OpenedAt = start };
        yield return new TurnRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 0,
            Id = $"{id} turn",
            StartedAt = start,
            EndedAt = start,
            Usage = new ModelUsage("gpt-x", 310, 42, cost, "EUR"),
        };
    }

    private static IEnumerable<StoreRecord> Conversation(string id, DateTimeOffset start, int milliseconds, string? variant = null)
    {
        var writer = Guid.NewGuid();
        yield return new ConversationRecord
        {
            ConversationId = id, WriterId = writer, AgentId = "bookings", VariantId = variant, OpenedAt = start, ClosedAt = start.AddMinutes(5),
        };
        yield return new TurnRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 0,
            Id = $"{id} turn",
            StartedAt = start,
            EndedAt = start.AddMinutes(4),
            UserInput = "Book a table",
        };
        for (int i = 0; i < 25; i++)
        {
            yield return new FunctionEventRecord
            {
                ConversationId = id,
                WriterId = writer,
                Sequence = i,
                Id = $"{id}-{i}",
                TurnId = $"{id} turn",
                Name = "save_guest",
                StartedAt = start.AddSeconds(i),
                Duration = TimeSpan.FromMilliseconds(milliseconds + i),
                Outcome = i == 20 ? FunctionOutcome.Failed : FunctionOutcome.Completed,
            };
        }

        yield return new ApiResponseRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 25,
            Id = Guid.NewGuid(),
            FunctionEventId = $"{id}-20",
            Method = "GET",
            Url = "https://crm.example",
            StatusCode = 409,
            Elapsed = TimeSpan.FromMilliseconds(80),
            Timestamp = start.AddSeconds(21),
        };
    }
}
