using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Navigation from the list to a conversation, to its neighbours, and back.</summary>
public sealed partial class NeighbourTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task Rows_keep_the_list_filters_and_the_page_links_back_to_that_list()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string list = (await site.GetAsync("/convlog?agent=bookings&sort=updated&order=asc")).Body;
        string first = Rows().Matches(list).Select(static match => WebUtility.HtmlDecode(match.Groups["href"].Value)).First();
        string page = (await site.GetAsync(first)).Body;

        first.Should().Be("/convlog/conversations/conv-1?agent=bookings&order=asc&queue=1-2&sort=updated");
        page.Should().Contain("href=\"/convlog?agent=bookings&amp;order=asc&amp;sort=updated\">Filtered conversations</a>");
        Step(page, "next").Should().Be("/convlog/conversations/conv-3?agent=bookings&order=asc&queue=2-2&sort=updated");
        Step(page, "prev").Should().BeNull();
    }

    [Theory]
    [InlineData("", "conv-4 conv-3 conv-2 conv-1")]
    [InlineData("order=asc", "conv-1 conv-2 conv-3 conv-4")]
    [InlineData("agent=bookings", "conv-3 conv-1")]
    [InlineData("has_error=true&sort=errors", "conv-4 conv-1")]
    [InlineData("q=weather", "conv-4 conv-2")]
    [InlineData("period=24h", "conv-4 conv-3 conv-2 conv-1")]
    public async Task Next_and_previous_follow_the_list_order(string query, string expected)
    {
        var site = await sites.GetAsync(PlayedAsync);
        string[] ids = expected.Split(' ');
        string suffix = query.Length > 0 ? $"?{query}" : "";

        for (int i = 0; i < ids.Length; i++)
        {
            string page = (await site.GetAsync($"/convlog/conversations/{ids[i]}{suffix}")).Body;

            Step(page, "prev").Should().Be(i > 0 ? $"/convlog/conversations/{ids[i - 1]}{suffix}" : null);
            Step(page, "next").Should().Be(i + 1 < ids.Length ? $"/convlog/conversations/{ids[i + 1]}{suffix}" : null);
        }
    }

    [Fact]
    public async Task Saving_a_change_keeps_the_list_context()
    {
        await using var site = await PlayedAsync();

        var answer = await site.PostAsync("/convlog/review/read?id=conv-2&is_unread=true", [], ("X-API-KEY", Changes.Annotator));

        answer.Header("Location").Should().Be("/convlog/conversations/conv-2?is_unread=true&marked=conv-2");
        string page = (await site.GetWithKeyAsync(answer.Header("Location")!, Changes.Annotator)).Body;
        (Step(page, "prev"), Step(page, "next")).Should().Be(("/convlog/conversations/conv-3?is_unread=true", "/convlog/conversations/conv-1?is_unread=true"));
    }

    [Fact]
    public async Task An_invalid_filter_does_not_affect_the_others()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string read = (await site.GetAsync("/convlog/conversations/conv-2?agent=nobody")).Body;
        string partly = (await site.GetAsync("/convlog/conversations/conv-2?agent=nobody&level=loud")).Body;
        string none = (await site.GetAsync("/convlog/conversations/conv-2?level=loud")).Body;

        (Step(partly, "prev"), Step(partly, "next")).Should().Be((Step(read, "prev"), Step(read, "next")));
        (Step(none, "prev"), Step(none, "next")).Should().NotBe((Step(read, "prev"), Step(read, "next")));
    }

    [Theory]
    [InlineData("...")]
    [InlineData("null\0inside")]
    [InlineData("a/b?c&d=e")]
    public async Task Any_id_has_neighbour_links_and_working_forms(string id)
    {
        await using var site = await Changes.SiteAsync(onKestrel: true);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" });

        string before = (await site.GetWithKeyAsync("/convlog/conversations/conv-42?agent=bookings", Changes.Annotator)).Body;
        string page = (await site.GetWithKeyAsync(Step(before, "prev")!, Changes.Annotator)).Body;
        string form = WebUtility.HtmlDecode(ReadForm().Match(page).Groups["action"].Value);
        var read = await site.PostAsync(form, [], ("X-API-KEY", Changes.Annotator));

        Step(page, "next").Should().Be("/convlog/conversations/conv-42?agent=bookings");
        read.Header("Location").Should().Be($"{Step(before, "prev")}&marked={Uri.EscapeDataString(id)}");
        (await site.GetWithKeyAsync(read.Header("Location")!, Changes.Annotator)).Body.Should().Contain("/review/unread?id=");
        (await site.ReadAsync(id)).Summary.ReadBy.Should().Be("Ann");
    }

    // conv-1 to conv-4, a minute apart, alternating between bookings and weather; the first and the last have an error.
    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync(static options =>
        {
            options.ApiKeys.Add(Changes.Annotator, "Ann", ConvLogPermissions.Read | ConvLogPermissions.Annotate);
            options.AllowLoopback = true;
        });
        for (int i = 1; i <= 4; i++)
        {
            string agent = i % 2 == 1 ? "bookings" : "weather";
            await site.PlayAsync(
                new ConversationInfo($"conv-{i}") { AgentId = agent },
                conv =>
                {
                    if (i is 1 or 4)
                    {
                        conv.Log.Error("Failed");
                    }
                },
                said: $"About the {agent}");
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return site;
    }

    private static string? Step(string page, string rel)
        => Steps().Matches(page).Where(match => string.Equals(match.Groups["rel"].Value, rel, StringComparison.Ordinal))
            .Select(static match => WebUtility.HtmlDecode(match.Groups["href"].Value)).SingleOrDefault();

    [GeneratedRegex("class=\"open\" href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Rows();

    [GeneratedRegex("href=\"(?<href>[^\"]+)\" rel=\"(?<rel>prev|next)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Steps();

    [GeneratedRegex("action=\"(?<action>[^\"]+/review/read[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ReadForm();
}
