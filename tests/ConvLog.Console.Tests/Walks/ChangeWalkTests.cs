using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Answers in words whether a function is slower, since when and in which variant, and shows the calls.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ChangeWalkTests
{
    private const int Conversations = 240;

    [BrowserFact]
    public async Task Two_clicks_say_since_when_a_function_is_slower_and_in_which_variant_and_a_third_lists_the_calls()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(i => Calls(i, now))]);
        await using var opened = await console.LookAsync("/convlog");
        var page = opened.Page;

        await page.Locator("nav.rail").GetByText("Functions").ClickThroughAsync();
        await page.Locator("tbody").GetByText("save_guest").ClickThroughAsync();

        string finding = await page.Locator(".finding").InnerTextAsync();
        finding.Should().MatchRegex("^Slower since [^,]+, almost only in variant B\n").And.Contain("p95 in B rose from 2").And.Contain("; in A it went from 2")
            .And.Contain("The share of problems did not change.");
        string count = System.Text.RegularExpressions.Regex.Match(finding, "(?<=Show the )[0-9]+(?= calls)", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)).Value;
        finding.Should().Contain($"{count} of the ");

        await page.Locator(".finding").GetByText("Show the ").ClickThroughAsync();
        page.Url.Should().Contain("variant=B").And.Contain("min_function_ms=");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("save_guest");
        (await page.Locator(".call-rows tbody tr").CountAsync()).Should().Be(Math.Min(50, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Insight_begins_with_the_function_that_is_slower()
    {
        await using var console = await RunningConsole.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await console.Services.GetRequiredService<IConversationStore>().WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(i => Calls(i, now))]);
        await using var opened = await console.LookAsync("/convlog/insight?period=7d");

        (await opened.Page.Locator(".finding-card").First.InnerTextAsync()).Should().MatchRegex("save_guest is slower since [^,]+, almost only in variant B");
        await opened.Page.Locator(".finding-card").First.GetByText("Open the function").ClickThroughAsync();
        (await opened.Page.Locator(".finding h2").InnerTextAsync()).Should().MatchRegex("^Slower since [^,]+, almost only in variant B$");
        opened.Complaints.Should().BeEmpty();
    }

    // A call every hour; in the last three days those of variant B take three times as long.
    private static IEnumerable<StoreRecord> Calls(int i, DateTimeOffset now)
    {
        var (writer, start, id, variant) = (Guid.NewGuid(), now.AddHours(i - Conversations), $"c{i}", i % 2 == 0 ? "A" : "B");
        yield return new ConversationRecord
        {
            ConversationId = id, WriterId = writer, AgentId = "bookings", VariantId = variant, OpenedAt = start, ClosedAt = start.AddMinutes(5),
        };
        yield return new TurnRecord
        {
            ConversationId = id, WriterId = writer, Sequence = 0, Id = $"{id} turn", StartedAt = start, EndedAt = start.AddMinutes(4), UserInput = "Book",
        };
        double slower = i >= Conversations - 72 && i % 2 == 1 ? 3 : 1;
        yield return new FunctionEventRecord
        {
            ConversationId = id,
            WriterId = writer,
            Sequence = 1,
            Id = $"{id} call",
            TurnId = $"{id} turn",
            Name = "save_guest",
            StartedAt = start.AddSeconds(1),
            Duration = TimeSpan.FromMilliseconds(slower * (200 + (i * 37 % 100))),
            Outcome = FunctionOutcome.Completed,
        };
    }
}
