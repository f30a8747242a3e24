using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class ListPageTests
{
    [Fact]
    public async Task A_row_tells_what_the_conversation_was_and_what_went_wrong()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42") { AgentId = "bookings", Channel = "webchat", UserId = "ada@example.com", Environment = ConversationEnvironment.PreRelease }))
        {
            using var turn = conv.BeginTurn("Book a table for two");
            using (var call = conv.BeginFunction("save_guest"))
            {
                conv.Log.Error("CRM upsert failed");
                conv.Log.Warning("Trying again");
                call.Fail("No.");
            }

            site.Clock.Advance(TimeSpan.FromSeconds(75));
            turn.Complete("Done.", new ModelUsage("gpt-x", 1_200, 34));
            conv.AddFeedback(FeedbackRating.Dislike);
        }

        string body = (await site.GetAsync("/convlog")).Body;

        body.Should().Contain("href=\"/convlog/conversations/conv-42\"><bdi>Book a table for two</bdi>")
            .And.Contain("<bdi>bookings</bdi>").And.Contain("<bdi>webchat</bdi>").And.Contain("pre-release")
            .And.Contain("aria-label=\"1 failed\"").And.Contain("1<span class=\"hidden\"> error</span>").And.Contain("1<span class=\"hidden\"> warning</span>")
            .And.Contain("Thumbs down by the user").And.Contain("1:15").And.Contain("1,234").And.Contain("<bdi>user-")
            .And.NotContain("ada@example.com");
    }

    [Fact]
    public async Task Environments_are_told_only_where_they_are_not_live_and_debugging_is_not_listed()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("live"), said: "for real");
        await site.PlayAsync(new ConversationInfo("debugging") { Environment = ConversationEnvironment.Debug }, said: "a test of the prompt");

        string body = (await site.GetAsync("/convlog")).Body;

        body.Should().Contain("for real").And.NotContain("a test of the prompt").And.NotContain("chip env");
    }

    [Fact]
    public async Task What_goes_on_is_marked_live_until_it_ends()
    {
        await using var site = await Site.StartAsync();
        var conv = site.Open(new ConversationInfo("conv-42"));
        conv.BeginTurn("Hello");
        await conv.FlushAsync();

        (await site.GetAsync("/convlog")).Body.Should().Contain("chip live");
        (await site.GetAsync("/convlog/conversations/conv-42")).Body.Should().Contain("chip live").And.Contain("in progress");

        await conv.DisposeAsync();
        (await site.GetAsync("/convlog")).Body.Should().NotContain("chip live");
    }

    [Fact]
    public async Task Fifty_are_on_a_page_and_links_lead_to_older_and_newer_ones()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 120; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}"));
        }

        (await site.GetAsync("/convlog")).Body.Should().Contain("1–50 of 120 conversations").And.Contain("href=\"/convlog?offset=50\" rel=\"next\"").And.NotContain("rel=\"prev\"");
        (await site.GetAsync("/convlog?offset=50")).Body.Should().Contain("51–100 of 120").And.Contain("href=\"/convlog?offset=100\" rel=\"next\"").And.Contain("href=\"/convlog\" rel=\"prev\"");
        (await site.GetAsync("/convlog?offset=100")).Body.Should().Contain("101–120 of 120").And.Contain("href=\"/convlog?offset=50\" rel=\"prev\"").And.NotContain("rel=\"next\"");
        (await site.GetAsync("/convlog?offset=5000")).Body.Should().Contain("There are no more").And.Contain("120 conversations");
    }

    [Fact]
    public async Task Agents_can_be_chosen_where_there_is_more_than_one()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings" }, said: "for bookings");
        (await site.GetAsync("/convlog")).Body.Should().NotContain("All agents");

        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather & more" }, said: "for the weather");
        string all = (await site.GetAsync("/convlog")).Body;
        string chosen = (await site.GetAsync("/convlog?agent=weather%20%26%20more")).Body;

        all.Should().Contain("href=\"/convlog?agent=weather%20%26%20more\"").And.Contain("for bookings").And.Contain("for the weather");
        chosen.Should().Contain("for the weather").And.NotContain("for bookings").And.Contain("aria-current=\"true\"><bdi>weather &amp; more</bdi>");
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do()
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync("/convlog")).Body.Should().Contain("No conversations yet").And.Contain("conv.BeginFunction").And.NotContain("<table");
        (await site.GetAsync("/convlog?agent=nobody")).Body.Should().Contain("No conversations of this agent").And.Contain("All agents");
    }

    [Fact]
    public async Task An_address_that_is_not_right_says_so()
    {
        await using var site = await Site.StartAsync();

        var answer = await site.GetAsync("/convlog?offset=-1");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("offset is &quot;-1&quot;; it must be one integer from 0 to 2147483647.");
    }

    [Fact]
    public async Task A_conversation_in_which_nothing_was_said_can_be_opened()
    {
        await using var site = await Site.StartAsync();
        await site.Open(new ConversationInfo("silent")).DisposeAsync();

        (await site.GetAsync("/convlog")).Body.Should().Contain("Nothing said yet");
        (await site.GetAsync("/convlog/conversations/silent")).Body.Should().Contain("<h1><bdi>silent</bdi></h1>").And.Contain("Nothing has happened yet");
    }
}
