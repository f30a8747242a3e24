using System.Net;
using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.Feedback;

public sealed class FeedbackPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/feedback";

    [Fact]
    public async Task A_rating_is_shown_with_its_turn_and_links_to_it()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string revealed = (await site.RevealAsync(Path)).Body;

        body.Should().Contain($"<bdi>{Desk.Said}</bdi>").And.Contain("<bdi>Done.</bdi>").And.Contain("gpt-x").And.Contain("User: thumbs down").And.Contain(
            "Team: thumbs up");
        body.Should().Contain("href=\"/convlog/conversations/conv-1?is_rated=true#t1\"").And.Contain("<bdi>save_guest</bdi></code> failed").And.Contain(
            "No improved answer yet");
        body.Should().Contain("[redacted]").And.NotContain("Not what I asked for").And.NotContain("is booked");
        revealed.Should().Contain("Not what I asked for").And.Contain("Your table for two is booked.");
    }

    [Fact]
    public async Task User_and_team_ratings_of_one_turn_are_shown_together()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a"), static conv =>
        {
            conv.AddFeedback(FeedbackRating.Like);
            conv.AddFeedback(FeedbackRating.Dislike, comment: null, ["wrong tool", "tone"], FeedbackSource.Team);
        });

        string body = (await site.GetAsync(Path)).Body;

        body.Should().ContainAll("<bdi>wrong tool</bdi>", "<bdi>tone</bdi>").And.Contain("User: thumbs up").And.Contain("Team: thumbs down")
            .And.Contain("2 ratings on this page");
        body.Split("<article").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("rating=dislike", "conv-1")]
    [InlineData("rating=like", "conv-2")]
    [InlineData("source=team", "conv-2")]
    [InlineData("has_comment=true", "conv-1")]
    [InlineData("has_comment=false", "conv-2")]
    [InlineData("improved=true", "conv-1")]
    [InlineData("improved=false", "conv-2")]
    [InlineData("agent=weather", "conv-2")]
    [InlineData("channel=webchat", "conv-1")]
    [InlineData("environment=sandbox", "none")]
    [InlineData("period=24h&rating=like", "conv-2")]
    [InlineData("rating=&source=&period=&channel=", "conv-1 conv-2")]
    public async Task Feedback_filters_list_only_matching_ratings(string query, string expected)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Path}?{query}");

        answer.Status.Should().Be(HttpStatusCode.OK);
        foreach (string id in (string[])["conv-1", "conv-2"])
        {
            answer.Body.Contains($"conversations/{id}?is_rated=true", StringComparison.Ordinal).Should()
                .Be(expected.Contains(id, StringComparison.Ordinal), id);
        }

        answer.Body.Contains("No matching ratings", StringComparison.Ordinal).Should().Be(expected is "none");
    }

    [Theory]
    [InlineData("rating=meh")]
    [InlineData("improved=perhaps")]
    [InlineData("period=2h")]
    [InlineData("cursor=abc")]
    public async Task An_invalid_parameter_is_refused(string query)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync($"{Path}?{query}")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_rating_is_on_exactly_one_page_of_the_list()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 45; i++)
        {
            await site.PlayAsync(new ConversationInfo($"c-{i:00}"), static conv => conv.AddFeedback(FeedbackRating.Like));
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        List<string> seen = [];
        int pages = 0;
        for (string? path = $"{Path}?period=7d"; path is not null; pages++)
        {
            string body = (await site.GetAsync(path)).Body;
            seen.AddRange(body.Split("conversations/c-").Skip(1).Select(static part => part[..2]));
            site.Clock.Advance(TimeSpan.FromMinutes(1)); // The period is fixed by the first page.
            body.Should().NotContain("@Marks");
            int next = body.IndexOf("rel=\"next\" href=\"", StringComparison.Ordinal);
            path = next < 0 ? null : WebUtility.HtmlDecode(body[(next + 17)..body.IndexOf('"', next + 17)]);
        }

        seen.Should().HaveCount(45).And.OnlyHaveUniqueItems().And.BeInDescendingOrder(StringComparer.Ordinal);
        pages.Should().Be(3);
    }

    [Fact]
    public async Task Without_ratings_or_improved_answers_the_pages_say_what_to_do()
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        (await site.GetAsync(Path)).Body.Should().Contain("No ratings yet").And.Contain("AddFeedback");
        (await site.GetAsync($"{Path}/improved")).Body.Should().Contain("No improved answers yet").And.Contain("rating=dislike&amp;improved=false");
    }

    [Fact]
    public async Task Improved_answers_are_listed_with_question_and_answer_and_exported()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings" });
        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather" });
        var team = site.Services.GetRequiredService<ConversationTeam>();
        await team.AnnotateAsync(new Reader("Ada", canReadPii: true), "a", 1, "Your table is booked.");
        await team.AnnotateAsync(new Reader("Ada", canReadPii: true), "b", 1, "It will rain.");

        string body = (await site.GetAsync($"{Path}/improved?agent=bookings")).Body;

        body.Should().Contain("<bdi>Book a table for two</bdi>").And.Contain("<bdi>Ada</bdi>").And.Contain(
            "conversations/a?is_annotated=true&amp;agent=bookings#t1").And.NotContain("conversations/b?").And.NotContain("is booked");
        const string File = "/convlog/feedback/improved/file?format=csv&amp;agent=bookings";
        body.Should().Contain($"href=\"{File}\"").And.Contain("format=jsonl");
        (await site.GetAsync(WebUtility.HtmlDecode(File))).Body.Should().Contain("Book a table").And.NotContain("weather");
    }

    [Fact]
    public async Task A_reader_who_sent_a_key_header_gets_no_export_link()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetWithKeyAsync($"{Path}/improved")).Body.Should().Contain("conv-1").And.NotContain("improved/file");
    }
}
