using ConvLog.Storage;
using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Live;

/// <summary>The live page while entries arrive.</summary>
public sealed class LiveTailTests
{
    [BrowserFact]
    public async Task Live_entries_appear_and_link_to_their_place()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("a/b?c");
        using var turn = conv.BeginTurn("Hello");
        using var call = conv.BeginFunction("save_guest");
        conv.Log.Error("CRM upsert failed", ("status", 409), ("exact", 9_007_199_254_740_993), ("retriable", true), ("nothing", null),
            ("list", new[] { 1, 2 }));
        await conv.FlushAsync();

        var row = opened.Page.Locator(".tail .entry.error");
        (await row.Locator(".what").InnerTextAsync()).Should().Contain("CRM upsert failed");
        (await row.Locator(".field").AllInnerTextsAsync()).Select(static text => text.ReplaceLineEndings("")).Should()
            .Equal("status409", "exact9007199254740993", "retriabletrue", "nothingnull", "list[1,2]");
        (await row.Locator(".from").InnerTextAsync()).Should().Be("save_guest · turn 1");
        await row.Locator(".message").ClickAsync();
        (await opened.Page.Locator(".entry:target").InnerTextAsync()).Should().Contain("CRM upsert failed");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_live_row_shows_the_conversation_id_until_its_first_message_and_links_to_it()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("c1");
        conv.Log.Info("before any turn");
        await conv.FlushAsync();
        var name = opened.Page.Locator(".tail .of").First;
        (await name.InnerTextAsync()).Should().Be("c1");

        using var turn = conv.BeginTurn("I need a table");
        await conv.FlushAsync();

        await opened.Page.Locator(".tail .of", new PageLocatorOptions { HasText = "I need a table" }).WaitForAsync();
        (await name.GetAttributeAsync("href")).Should().Be("/convlog/conversations/c1");
        opened.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task While_paused_new_entries_wait_and_are_counted()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("c1");
        await opened.Page.Keyboard.PressAsync("p");
        conv.Log.Info("one");
        conv.Log.Info("two");
        await conv.FlushAsync();

        await opened.Page.GetByText("Resume (2 waiting)").WaitForAsync();
        (await opened.Page.Locator(".tail .entry").CountAsync()).Should().Be(0);
        await opened.Page.GetByText("Resume (2 waiting)").ClickAsync();
        (await opened.Page.Locator(".tail .message").AllInnerTextsAsync()).Should().Equal("two", "one");
        (await opened.Page.Locator("[data-key=p]").InnerTextAsync()).Trim().Should().Be("Pause");
    }

    [BrowserFact]
    public async Task A_lost_connection_is_reported_and_missed_entries_appear_once()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("c1");
        conv.Log.Info("before");
        await conv.FlushAsync();
        await opened.Page.GetByText("before", new PageGetByTextOptions { Exact = true }).WaitForAsync();

        await console.CutStreamsAsync();
        await opened.Page.Locator("[data-state=lost]").WaitForAsync();
        conv.Log.Info("meanwhile");
        await conv.FlushAsync();
        await opened.Page.Locator("[data-state=live]").WaitForAsync();
        conv.Log.Info("after");
        await conv.FlushAsync();

        await opened.Page.GetByText("after", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        (await opened.Page.Locator(".tail .message").AllInnerTextsAsync()).Should().BeEquivalentTo("after", "meanwhile", "before");
        console.Streams.Should().Be(2);
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task More_than_500_rows_are_removed_and_counted()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        await using var conv = console.Open("c1");
        for (int i = 0; i < 612; i++)
        {
            conv.Log.Info("entry", ("number", i));
        }

        await conv.FlushAsync();

        await opened.Page.GetByText("112 older entries were removed").WaitForAsync();
        (await opened.Page.Locator(".tail .entry").CountAsync()).Should().Be(500);
        (await opened.Page.Locator(".tail .entry").First.InnerTextAsync()).Should().Contain("611");
    }

    [BrowserFact]
    public async Task The_live_page_shows_no_personal_data_to_a_permitted_reader_and_logs_no_access()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync(key: ConsoleInBrowser.PiiKey);
        await using var conv = console.Open("c1");
        conv.Log.Info("Caller", ("phone", "+4915112345678"), isPii: true);
        conv.Log.Info("Email", LogField.Pii("email", "mara@example.com", shown: "m***@example.com"));
        await conv.FlushAsync();

        await opened.Page.GetByText("m***@example.com").WaitForAsync();
        (await opened.Page.Locator(".tail .field.pii").CountAsync()).Should().Be(1);
        (await opened.Page.ContentAsync()).Should().NotContain("+4915112345678").And.NotContain("mara@");
        var log = await ((ConversationReader)console.Services.GetService(typeof(ConversationReader))!).ReadAccessLogAsync(new AccessQuery());
        log.Accesses.Should().BeEmpty();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_reader_who_loses_access_is_notified()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        console.Options.ApiKeys.Remove(ConsoleInBrowser.ReaderKey);

        await opened.Page.Locator("[data-state=ended]").WaitForAsync();
        (await opened.Page.Locator(".state").InnerTextAsync()).Should().Contain("Sign in again");
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_stream_with_an_expired_sign_in_continues_with_the_current_one_of_the_browser()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.LookAsync("/convlog");
        await opened.Page.RouteAsync("**/v1/live?*", static route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/event-stream",
            Body = "event: end\ndata: {\"reason\":\"expired\"}\n\n",
        }), new PageRouteOptions { Times = 1 });
        await opened.Page.GotoAsync(console.Url + "/convlog/live");
        await opened.Page.Locator("[data-state=lost]").WaitForAsync();
        await opened.Page.Locator("[data-state=live]").WaitForAsync();
        await using var conv = console.Open("c1");
        conv.Log.Info("after the renewal");
        await conv.FlushAsync();

        await opened.Page.Locator(".tail .entry").GetByText("after the renewal").WaitForAsync();
    }

    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_stream_redirected_to_the_sign_in_page_of_the_host_is_reported_as_refused()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.LookAsync("/convlog");
        await opened.Page.RouteAsync("**/v1/live?*", static route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 302,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = "/convlog/sign-in" },
        }), new PageRouteOptions { Times = 1 });
        await opened.Page.GotoAsync(console.Url + "/convlog/live");

        await opened.Page.Locator("[data-state=refused]").WaitForAsync();
    }

    /// <summary>Regression: a pause until a date was no number, and the request was repeated without a pause.</summary>
    [BrowserFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_refusal_that_names_a_date_for_the_next_attempt_is_followed_by_a_pause()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.LookAsync("/convlog");
        int requests = 0;
        await opened.Page.RouteAsync("**/v1/live?*", route =>
        {
            Interlocked.Increment(ref requests);
            return route.FulfillAsync(new RouteFulfillOptions
            {
                Status = 503,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "Fri, 31 Dec 2038 23:59:59 GMT" },
            });
        });
        await opened.Page.GotoAsync(console.Url + "/convlog/live");
        await opened.Page.Locator("[data-state=lost]").WaitForAsync();
        await opened.Page.WaitForTimeoutAsync(1_000);

        requests.Should().Be(1);
    }

    [BrowserFact]
    public async Task Running_conversations_appear_change_and_end()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var opened = await console.FollowAsync();
        var conv = console.Open("c1");
        using (var turn = conv.BeginTurn("I need a table"))
        {
            conv.Log.Error("No table");
            await conv.FlushAsync();
            var row = opened.Page.Locator("#running li");
            await row.Locator(".error .mark").WaitForAsync();
            (await row.InnerTextAsync()).Should().Contain("Live").And.Contain("I need a table").And.Contain("bookings").And.Contain("1");
            turn.Complete("At eight?");
        }

        await conv.DisposeAsync();

        await opened.Page.Locator("#running .chip.ended").WaitForAsync();
        (await opened.Page.Locator("#running li").CountAsync()).Should().Be(1);
        opened.Complaints.Should().BeEmpty();
    }
}
