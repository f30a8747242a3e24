using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Review;

/// <summary>A conversation with many entries: each page has all messages and the entries of some of the turns.</summary>
public sealed partial class ReviewPartTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Each_page_lists_all_turns_and_the_entries_of_its_part()
    {
        var site = await sites.GetAsync(static () => PlayedAsync(turns: 50));

        string first = (await site.GetAsync(Path)).Body;
        string third = (await site.GetAsync($"{Path}?part=3")).Body;

        foreach (string page in (string[])[first, third])
        {
            Turns().Count(page).Should().Be(50);
        }

        (Logged(first).First(), Logged(first).Last(), Logged(third).First(), Logged(third).Last()).Should().Be((1, 20, 41, 50));
        first.Should().Contain("turns <b>1–20</b> of 50").And.Contain("href=\"/convlog/conversations/conv-42?part=2#t21\"").And.NotContain("part=1");
        third.Should().Contain("turns <b>41–50</b> of 50").And.Contain("href=\"/convlog/conversations/conv-42#t20\"").And.Contain("href=\"#t50\"");
    }

    [Fact]
    public async Task Problems_and_links_work_across_parts_and_keep_the_list()
    {
        var site = await sites.GetAsync(static () => PlayedAsync(turns: 50));

        string first = (await site.GetAsync($"{Path}?agent=bookings")).Body;
        var last = (await site.ReadAsync()).Turns[^1].Entries[0];
        string third = (await site.GetAsync($"{Path}?agent=bookings&part=3")).Body;

        Problem(first, ",").Should().Be($"/convlog/conversations/conv-42?agent=bookings&part=3#e-{last.Id:N}");
        Problem(third, ",").Should().Be($"#e-{last.Id:N}", "the last problem is here");
        Problem(third, ".").Should().StartWith("/convlog/conversations/conv-42?agent=bookings#e-", "the first is not");
        third.Should().Contain($"id=\"e-{last.Id:N}\"");
    }

    [Fact]
    public async Task Forms_return_to_their_part()
    {
        await using var site = await PlayedAsync(turns: 50);

        (await site.GetWithKeyAsync($"{Path}?part=2", Changes.Annotator)).Body.Should().Contain("action=\"/convlog/review/rating?id=conv-42&amp;part=2\"");
        var answer = await site.PostAsync("/convlog/review/rating?id=conv-42&agent=bookings&part=2", [("like", "30")], ("X-API-KEY", Changes.Annotator));
        var wrong = await site.PostAsync("/convlog/review/answers?id=conv-42&part=2", [("turn", "30"), ("answer", "")], ("X-API-KEY", Changes.Annotator));

        answer.Header("Location").Should().Be($"{Path}?agent=bookings&part=2#t30");
        wrong.Body.Should().Contain("An improved answer cannot be empty.");
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("4", 41)]
    [InlineData("999999999999", 1)]
    [InlineData("x", 1)]
    [InlineData("-1", 1)]
    public async Task An_out_of_range_part_shows_the_nearest(string part, int first)
    {
        var site = await sites.GetAsync(static () => PlayedAsync(turns: 50));

        var answer = await site.GetAsync($"{Path}?part={part}");

        answer.Status.Should().Be(HttpStatusCode.OK);
        Logged(answer.Body).First().Should().Be(first);
    }

    [Fact]
    public async Task A_page_of_500_turns_with_10000_entries_is_smaller_than_3_MB()
    {
        await using var site = await PlayedAsync(turns: 500);

        string body = (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body;

        body.Length.Should().BeLessThan(3_000_000);
        Turns().Count(body).Should().Be(500);
    }

    // Twenty entries in each turn, the first of them an error, plus the fixed cost of a turn make 24 lines per turn.
    private static async Task<Site> PlayedAsync(int turns)
    {
        var site = await Site.StartAsync(static options =>
        {
            options.ApiKeys.Add(Changes.Annotator, "Ann", ConvLogPermissions.Read | ConvLogPermissions.Annotate);
            options.AllowLoopback = true;
        });
        await using var conv = site.Open(new ConversationInfo("conv-42") { AgentId = "bookings" });
        for (int i = 1; i <= turns; i++)
        {
            using var turn = conv.BeginTurn($"Question {i}");
            conv.Log.Error("of-turn", ("turn", i));
            using (var call = conv.BeginFunction("save_guest"))
            {
                for (int entry = 1; entry < 20; entry++)
                {
                    call.Log.Info("Looked up the table", ("attempt", entry), ("restaurant", "Trattoria Lucca"), ("status", 200));
                }
            }

            turn.Complete("Done.");
        }

        return site;
    }

    private static IEnumerable<int> Logged(string page)
        => Errors().Matches(page).Select(static match => int.Parse(match.Groups["turn"].Value, System.Globalization.CultureInfo.InvariantCulture)).Order();

    private static string Problem(string page, string key)
        => WebUtility.HtmlDecode(Bar().Matches(page)
        .First(match => string.Equals(match.Groups["key"].Value, key, StringComparison.Ordinal)).Groups["to"].Value);

    [GeneratedRegex("<section class=\"turn", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Turns();

    [GeneratedRegex("of-turn.*?<bdi>turn</bdi></span><span class=\"value number\"><bdi>(?<turn>[0-9]+)</bdi>", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Errors();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\" title=\"(First|Last) problem\" data-key=\"(?<key>[.,])\"", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bar();
}
