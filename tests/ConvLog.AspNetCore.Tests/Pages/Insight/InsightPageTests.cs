using System.Net;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

public sealed class InsightPageTests
{
    private const string Path = "/convlog/insight";

    [Fact]
    public async Task Figures_of_the_time_stand_above_plots_with_a_table_behind_each()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "bookings");

        string body = (await site.GetAsync(Path)).Body;

        body.Should().Contain("<dt>Conversations</dt><dd>2</dd>").And.Contain("<dt>Satisfaction</dt><dd>0 %</dd>").And.Contain("2 in all");
        Count(body, "<figure").Should().Be(Count(body, "<details class=\"behind\">")).And.BeGreaterThan(7);
        body.Should().Contain("<code><bdi>save_guest</bdi></code>").And.Contain("100 %").And.Contain("href=\"/convlog?function=save_guest&amp;has_failed_function=true&amp;period=7d\"");
    }

    [Fact]
    public async Task A_day_of_a_plot_leads_to_the_conversations_of_that_day()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        string day = site.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        string body = (await site.GetAsync($"{Path}?period=1d&agent=bookings")).Body;

        body.Should().Contain($"href=\"/convlog?from={day}T00%3A00&amp;to=");
        (await site.GetAsync($"/convlog?from={day}T00%3A00&agent=bookings")).Body.Should().Contain("conversations/a\"");
    }

    [Fact]
    public async Task Filters_leave_out_other_agents_and_a_quiet_time_says_so()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "weather");

        (await site.GetAsync($"{Path}?agent=weather&environment=")).Body.Should().Contain("<dt>Conversations</dt><dd>1</dd>");
        (await site.GetAsync($"{Path}?agent=nobody")).Body.Should().Contain("Nothing happened in this time");
        site.Clock.Advance(TimeSpan.FromDays(3));
        (await site.GetAsync($"{Path}?period=1d")).Body.Should().Contain("Nothing happened in this time");
        (await site.GetAsync($"{Path}?period=7d")).Body.Should().Contain("<dt>Conversations</dt><dd>2</dd>");
    }

    [Fact]
    public async Task A_reader_of_one_agent_gets_the_figures_of_that_agent()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ApiKeys.Add("weather-key-0123456789", "Weather", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["weather"] }));
        await PlayAsync(site, "a", "bookings");
        await PlayAsync(site, "b", "weather");

        string body = (await site.GetWithKeyAsync(Path, "weather-key-0123456789")).Body;

        body.Should().Contain("<dt>Conversations</dt><dd>1</dd>").And.NotContain("bookings");
    }

    [Theory]
    [InlineData("period=2d")]
    [InlineData("environment=moon")]
    public async Task What_cannot_be_meant_is_refused(string query)
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync($"{Path}?{query}")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    private static Task PlayAsync(Site site, string id, string agent) => site.PlayAsync(new ConversationInfo(id) { AgentId = agent, UserId = "ada" }, static conv =>
    {
        using var call = conv.BeginFunction("save_guest");
        call.Fail("No.");
        conv.AddFeedback(FeedbackRating.Dislike);
    });

    private static int Count(string body, string part) => body.Split(part).Length - 1;
}
