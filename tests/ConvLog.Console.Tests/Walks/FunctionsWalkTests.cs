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
        (await p95.Locator("dd").First.InnerTextAsync()).Should().MatchRegex("^(39|40)[0-9] ms$");
        (await p95.Locator(".change").InnerTextAsync()).Should().MatchRegex("^\\+(29|30)[0-9] ms$");
        (await opened.Page.Locator(".kpi", new PageLocatorOptions { HasText = "p50" }).Locator(".change").InnerTextAsync()).Should().StartWith("+");

        await opened.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Latest problems" }).Locator("tbody a").First.ClickThroughAsync();
        opened.Page.Url.Should().Contain("/convlog/conversations/now#f-");
        (await opened.Page.Locator(":target").IsVisibleAsync()).Should().BeTrue();
        opened.Complaints.Should().BeEmpty();
    }

    private static IEnumerable<StoreRecord> Conversation(string id, DateTimeOffset start, int milliseconds)
    {
        var writer = Guid.NewGuid();
        yield return new ConversationRecord { ConversationId = id, WriterId = writer, AgentId = "bookings", OpenedAt = start, ClosedAt = start.AddMinutes(5) };
        yield return new TurnRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 0,
            Id = $"{id} turn",
            StartedAt = start,
            EndedAt = start.AddMinutes(4),
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
                Duration = TimeSpan.FromMilliseconds(milliseconds),
                Outcome = i == 20 ? FunctionOutcome.Failed : FunctionOutcome.Completed,
            };
        }
    }
}
