using Microsoft.Playwright;

namespace ConvLog.Console.Tests.Walks;

/// <summary>Finds out why a real booking failed.</summary>
[Collection(RealCollection.Name)]
public sealed class ReviewWalkTests(RealConsole console)
{
    private const string Booking = "/convlog/conversations/3_00035";

    private static readonly BrowserNewContextOptions s_withoutScript =
        new() { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 1_440, Height = 900 } };

    [RealFact]
    public async Task The_diagnosis_of_the_failed_booking_shows_request_response_and_outcome()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Booking, s_withoutScript);
        await opened.Page.GetByTitle("First problem").ClickAsync();

        var call = opened.Page.Locator("details.call.failed");
        (await call.CountAsync()).Should().Be(1);
        (await call.Locator("summary code").First.InnerTextAsync()).Should().Be("BookAppointment");
        (await call.Locator(".facts").First.InnerTextAsync()).Should()
            .Contain("therapist_name").And.Contain("appointment_time").And.NotContain("Linn Terri", "arguments are personal");
        (await call.Locator(".entry.response .status").InnerTextAsync()).Should().Be("409");
        (await call.Locator(".entry.error .message").InnerTextAsync()).Should().Be("Request refused by the service");
        (await call.Locator(".entry.error").InnerTextAsync()).Should().Contain("slot_taken").And.Contain("retriable");
        (await call.Locator(".facts.end .failure").CountAsync()).Should().Be(1);
        (await opened.Page.Locator(".waterfall .bar").EvaluateAllAsync<string[]>("bars => bars.map(bar => bar.getAttribute('width'))")).Should()
            .OnlyContain(static width => width != "0%");
        opened.Complaints.Should().BeEmpty();
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_jump_to_a_problem_keeps_the_function_name_and_the_turn_visible()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Booking, s_withoutScript);
        await opened.Page.GetByTitle("Last problem").ClickAsync();

        var target = await RestingAsync(opened.Page.Locator(":target"));
        var name = (await opened.Page.Locator("details.call:has(:target) > summary").BoundingBoxAsync())!;
        var turn = (await opened.Page.Locator(".diagnosis:has(:target) > summary").BoundingBoxAsync())!;
        turn.Y.Should().BeInRange(48, 300);
        name.Y.Should().BeGreaterThanOrEqualTo(turn.Y + turn.Height - 1);
        target.Y.Should().BeGreaterThanOrEqualTo(name.Y + name.Height - 1).And.BeLessThan(860);
    }

    [RealFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_call_selected_by_name_is_shown_in_the_side_panel_without_JavaScript()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Booking, s_withoutScript);
        await opened.Page.GetByTitle("Show at the side").First.ClickThroughAsync();

        opened.Page.Url.Should().MatchRegex(@"\?at=[^#]+#t[0-9]+$");
        string chosen = await opened.Page.Locator(".row.selected .name code").First.InnerTextAsync();
        (await opened.Page.Locator(".inspector h2").InnerTextAsync()).Should().Contain(chosen);
        opened.Complaints.Should().BeEmpty();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task Turns_are_in_order_with_their_messages()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Booking, s_withoutScript);

        (await opened.Page.Locator("section.turn").CountAsync()).Should().Be(9);
        (await opened.Page.Locator(".say.user p").First.InnerTextAsync()).Should().Be("Can you help me find a therapist in Napa?");
        (await opened.Page.Locator(".say.agent p").Last.TextContentAsync()).Should().Be("Have a nice day!");
        (await opened.Page.Locator(".say.agent").Nth(3).InnerTextAsync()).Should()
            .NotContain("707-252-6163", "the host masks numbers").And.NotContain("68 Coombs");
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [RealFact]
    public async Task A_link_to_an_entry_opens_the_page_there()
    {
        await using var opened = await OpenedPage.OpenAsync(console, Booking, s_withoutScript);
        string anchor = (await opened.Page.Locator(".entry.error a.anchor[title='Copy link to entry']").GetAttributeAsync("href"))!;

        await using var linked = await OpenedPage.OpenAsync(console, Booking + anchor[anchor.IndexOf('#', StringComparison.Ordinal)..], s_withoutScript);

        (await linked.Page.Locator(":target").InnerTextAsync()).Should().Contain("Request refused by the service");
        (await linked.Page.Locator(":target").BoundingBoxAsync())!.Y.Should().BeInRange(48, 850);
    }

    // The position of an element once the page has stopped moving.
    private static async Task<LocatorBoundingBoxResult> RestingAsync(ILocator locator)
    {
        var (before, now) = ((LocatorBoundingBoxResult?)null, (await locator.BoundingBoxAsync())!);
        for (int look = 0; look < 100 && before?.Y != now.Y; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            (before, now) = (now, (await locator.BoundingBoxAsync())!);
        }

        return now;
    }
}
