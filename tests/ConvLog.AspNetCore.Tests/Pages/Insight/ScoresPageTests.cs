using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static ConvLog.AspNetCore.Tests.Pages.Insight.InsightLinks;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

/// <summary>Scores, labels and reasons: the page matches the API, and each count equals the length of its linked list.</summary>
public sealed partial class ScoresPageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/insight/scores";

    [Fact]
    public async Task The_page_and_the_API_have_the_same_figures()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = await BodyAsync(site, $"{Path}?period=7d&score=Number:csat&variant=v:short&compared=v:long");
        var api = JsonNode.Parse((await site.GetAsync("/convlog/v1/statistics?from=2024-12-27")).Body)!;

        var scores = Items(api, "scores");
        scores.Should().HaveCount(5);
        Rows(body, "scores-h").Should().Equal(scores.Select(static score => $"{score["name"]}|{TypeOf(score)}|{Counts(score)}|{ResultOf(score, score)}"));
        var csat = scores.Single(static score => $"{score["type"]} {score["name"]}" is "number csat");
        Rows(body, "variants-h").Should().Equal(Items(csat, "variants").Prepend(csat).Select(slice
            => $"{(slice == csat ? "All conversations" : slice["variant"] ?? "No variant")}|{Counts(slice)}|{ResultOf(csat, slice)}"));
        Rows(body, "labels-h").Should().Equal(Items(api, "labels").Select(static label => $"{label["label"]}|{Counts(label)}")).And.HaveCount(2);
        Rows(body, "reasons-h").Should().Equal(Items(api, "reasons").Select(static reason => $"{reason["reason"]}|{Counts(reason)}")).And.HaveCount(2);
        string byDay = body[body.IndexOf("<caption class=\"hidden\">Figures by day", StringComparison.Ordinal)..];
        RowsOf(byDay[..byDay.IndexOf("</table>", StringComparison.Ordinal)]).Should()
            .Equal(Days(csat, "average", "count")).And.HaveCount(7)
            .And.Contain(static day => day.EndsWith("|2|–", StringComparison.Ordinal)).And.Contain("2 Jan|–|3|–|1");
    }

    [Theory]
    [InlineData("scores-h", 5)]
    [InlineData("variants-h", 3)]
    [InlineData("labels-h", 2)]
    [InlineData("reasons-h", 2)]
    public async Task Each_conversation_count_equals_the_length_of_its_linked_list(string table, int links)
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = await BodyAsync(site, $"{Path}?period=24h&score=Number:csat");

        var counted = Counted().Matches(Section(body, table)).Select(static link
            => (Link: WebUtility.HtmlDecode(link.Groups["link"].Value), Count: int.Parse(link.Groups["count"].Value, CultureInfo.InvariantCulture))).ToList();
        counted.Should().HaveCountGreaterThanOrEqualTo(1).And.HaveCountLessThanOrEqualTo(links);
        foreach (var (link, count) in counted)
        {
            (await ListedAsync(site, link)).Should().Be(count, "the page counts so many: {0}", link);
        }
    }

    [Fact]
    public async Task A_day_links_to_the_conversations_that_started_on_it()
    {
        foreach (string zone in (string[])["UTC", "Asia/Kathmandu"])
        {
            var site = await sites.GetAsync(PlayedAsync);
            var days = InsightLinks.Days(await BodyAsync(site, $"{Path}?score=Category:topic&variant=all", zone), "count");

            days.Should().HaveCount(7);
            days.Sum(static day => day.Count).Should().Be(3);
            foreach (var (link, count) in days)
            {
                (await ListedAsync(site, link, zone)).Should().Be(count, "each conversation has one of {0}", link);
            }
        }
    }

    [Fact]
    public async Task By_default_the_most_frequent_score_and_its_two_largest_variants_are_plotted()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = await BodyAsync(site, Path);

        body.Should().Contain("<option value=\"v:short\" selected").And.Contain("<option value=\"v:long\" selected")
            .And.Contain("<h2 id=\"value-h\">csat: average</h2>");
        (await BodyAsync(site, $"{Path}?score=none&variant=v:nobody"))
            .Should().Contain("<option value=\"Number:csat\" selected", "what is not there is not chosen");
        (await BodyAsync(site, $"{Path}?variant=v:long")).Should().Contain("<h2 id=\"value-h\">csat: average</h2><p>3</p>");
        (await BodyAsync(site, $"{Path}?score=YesNo:rating&variant=all")).Should().Contain("<p>33.3&#xA0;%</p>");
    }

    [Fact]
    public async Task An_empty_period_is_reported_and_both_pages_keep_the_period()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await BodyAsync(site, $"{Path}?agent=nobody&period=30d")).Should().Contain("No scores in this period").And.Contain("No labels.")
            .And.Contain("href=\"/convlog/insight?period=30d&amp;agent=nobody\"");
        (await BodyAsync(site, "/convlog/insight?period=90d")).Should().Contain("href=\"/convlog/insight/scores?period=90d\"");
        (await site.GetAsync($"{Path}?period=yesteryear")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_negative_score_is_drawn_below_0()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("annoyed"), static conv => conv.Score("mood", -1));
        site.Clock.Advance(TimeSpan.FromDays(1));
        await site.PlayAsync(new ConversationInfo("pleased"), static conv => conv.Score("mood", 0.5));

        string section = Section(await BodyAsync(site, $"{Path}?period=7d"), "value-h");

        // From -1 at the bottom (128) to 0.5 at the top, a mark at each half.
        section.Should().MatchRegex("<path class=\"line first\" d=\"M[^\"]* 128L[^\"]* 128L[^\"]* 0\"").And.Contain(">-0.5<").And.Contain(">-1<");
    }

    // One conversation of the evening before, scored on the day, and two of the day.
    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        site.Clock.Advance(TimeSpan.FromHours(13)); // 23:00 UTC.
        await using var before = site.Open(new ConversationInfo("before") { VariantId = "short" });
        using (var turn = before.BeginTurn("Book a table for two"))
        {
            turn.Complete("Done.");
            turn.Score("csat", 2.5);
        }

        site.Clock.Advance(TimeSpan.FromHours(2));
        before.Score("csat", 4);
        before.Score("topic", "billing");
        before.AddFeedback(FeedbackRating.Dislike, comment: null, ["tone", "too long"]);
        before.AddLabel("bug");
        await before.DisposeAsync();
        await using (var today = site.Open(new ConversationInfo("today") { VariantId = "long" }))
        {
            Say(today, site.Clock);
            today.Score("csat", 3);
            today.Score("topic", "booking");
            today.AddFeedback(FeedbackRating.Like);
            today.AddLabel("vip");
            today.AddLabel("bug");
        }

        await using (var other = site.Open(new ConversationInfo("other")))
        {
            Say(other, site.Clock);
            other.Score("csat", "good");
            other.Score("topic", "billing");
            other.WriteMetric("retries", 2);
            other.AddFeedback(FeedbackRating.Dislike, comment: null, ["tone"]);
        }

        return site;
    }

    private static void Say(Conversation conversation, ManualClock clock)
    {
        using var turn = conversation.BeginTurn("Book a table for two");
        clock.Advance(TimeSpan.FromSeconds(2));
        turn.Complete("Done.");
    }

    private static List<JsonNode> Items(JsonNode node, string list) => [.. node[list]!.AsArray().Select(static item => item!)];

    private static string TypeOf(JsonNode score) => (string?)score["type"] switch { "number" => "Number", "yes_no" => "Yes or no", _ => "Category" };

    private static string Counts(JsonNode figures) => $"{figures["count"]}|{figures["conversations"]}";

    private static string ResultOf(JsonNode score, JsonNode figures) => (string?)score["type"] switch
    {
        "number" when (double)figures["min"]! == (double)figures["max"]! => Number(figures["min"]),
        "number" => $"{Number(figures["average"])} on average, {Number(figures["min"])} to {Number(figures["max"])}",
        "yes_no" when (string?)score["name"] is "rating" => $"{figures["yes"]} {((int)figures["yes"]! == 1 ? "like" : "likes")} ({Percent((double)figures["yes_share"]!)})",
        "yes_no" => $"{figures["yes"]} yes ({Percent((double)figures["yes_share"]!)})",
        _ => string.Join(", ", Items(figures, "categories").Select(category
            => $"{category["category"]} {Percent((double)category["count"]! / (double)figures["count"]!)}")),
    };

    private static IEnumerable<string> Days(JsonNode score, params string[] figures) => Enumerable.Range(0, 7).Select(n =>
    {
        var day = new DateOnly(2024, 12, 27).AddDays(n);
        return string.Join('|', figures.SelectMany(figure => (string[])[Of("short", figure), Of("long", figure)])
            .Prepend(day.ToString("d MMM", CultureInfo.InvariantCulture)));

        string Of(string variant, string figure)
        {
            var days = Items(Named(Items(score, "variants"), "variant", variant)!, "days");
            return Number(Named(days, "day", day.ToString("O", CultureInfo.InvariantCulture))?[figure]);
        }
    });

    private static JsonNode? Named(List<JsonNode> items, string property, string value)
        => items.SingleOrDefault(item => string.Equals((string?)item[property], value, StringComparison.Ordinal));

    private static string Number(JsonNode? value) => value is null ? "–" : ((double)value).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{(100 * share).ToString("0.#", CultureInfo.InvariantCulture)}\u00A0%";

    // The table cells of each row, without markup.
    private static List<string> Rows(string body, string heading) => RowsOf(Section(body, heading));

    private static List<string> RowsOf(string table)
        => [.. Row().Matches(table).Select(static row => string.Join('|', Cell().Matches(row.Value)
            .Select(static cell => WebUtility.HtmlDecode(Mark().Replace(cell.Groups["text"].Value, "")).Trim()))).Skip(1)];

    [GeneratedRegex("<tr[ >].*?</tr>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd](?<text>[ >].*?)</t[hd]>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Cell();

    [GeneratedRegex("^[^<>]*>|<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Mark();

    [GeneratedRegex("<a class=\"link\" href=\"(?<link>[^\"]*started_from[^\"]*)\">(?<count>\\d+)</a>", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Counted();
}
