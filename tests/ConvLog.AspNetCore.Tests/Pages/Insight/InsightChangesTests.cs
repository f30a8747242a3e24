using System.Net;
using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

public sealed class InsightChangesTests
{
    private const string Path = "/convlog/insight";

    [Fact]
    public void Only_the_planted_regression_is_reported_as_worse()
    {
        var changes = Of(
            [Function("book", 100, 2, 200), Function("look_up", 400, 40, 300), Function("pay", 80, 20, 400)],
            [Function("book", 120, 30, 200), Function("look_up", 380, 42, 330), Function("pay", 90, 2, 400)]);

        changes.Worse.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { Kind = ChangeKind.Problems, Name = "book", Before = "2 of 100 (2\u00A0%)", Now = "30 of 120 (25\u00A0%)",
                Words = "+23 points" });
        changes.Better.Should().ContainSingle().Which.Name.Should().Be("pay");
        (changes.NotCompared, changes.IsComplete).Should().Be((0, true));
    }

    [Fact]
    public void A_percentile_is_reported_if_it_changed_by_25_percent_and_100_ms()
    {
        var changes = Of(
            [Function("slower", 50, 0, 400), Function("a_little", 50, 0, 1_000), Function("quick", 50, 0, 10), Function("faster", 50, 0, 900)],
            [Function("slower", 50, 0, 900), Function("a_little", 50, 0, 1_200), Function("quick", 50, 0, 60), Function("faster", 50, 0, 400)]);

        changes.Worse.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = ChangeKind.Duration, Name = "slower", Words = "+500 ms" });
        changes.Better.Should().ContainSingle().Which.Name.Should().Be("faster");
    }

    [Fact]
    public void Too_few_calls_are_not_compared_except_for_first_problems_that_chance_does_not_explain()
    {
        var changes = Of(
            [
                Function("rare", 10, 0, 100), Function("chance", 10, 0, 100), Function("five", 5, 0, 100), Function("failing", 10, 3, 100),
                Function("gone", 5, 0, 100),
            ],
            [
                Function("rare", 12, 5, 5_000), Function("chance", 12, 4, 100), Function("five", 200, 20, 100), Function("failing", 12, 9, 100),
                Function("brand_new", 3, 3, 100),
            ]);

        changes.Worse.Should().ContainSingle("chance puts 5 problems into the later 12 of 22 calls once in 33 times, 4 once in 15").Which.Should()
            .BeEquivalentTo(new { Name = "rare", Before = "0 of 10", Now = "5 of 12", Words = "from none" });
        changes.Better.Should().BeEmpty();
        changes.NotCompared.Should().Be(6);
    }

    [Fact]
    public void Error_messages_are_reported_if_new_gone_or_significantly_changed()
    {
        var changes = Of([], [], [Error("as ever", 50), Error("more", 4), Error("less", 40), Error("gone", 9), Error("once", 1)],
            [Error("as ever", 58), Error("more", 40), Error("less", 4), Error("new", 2)]);

        changes.Worse.Select(static change => (change.Name, change.Words)).Should().Equal(("more", "+36"), ("new", "new"));
        changes.Better.Select(static change => (change.Name, change.Words)).Should().Equal(("less", "−36"), ("gone", "gone"));
    }

    [Fact]
    public void Partial_counts_are_not_compared()
    {
        var since = DateTimeOffset.UnixEpoch;
        var (before, now) = (Calls([Function("book", 100, 0, 100)]), Calls([Function("book", 100, 50, 100)]));

        foreach (var changes in (InsightChanges[])[
            InsightChanges.Of(now with { Since = since }, before, Errors([]), Errors([])),
            InsightChanges.Of(now, before with { Since = since }, Errors([]), Errors([])),
            InsightChanges.Of(now, before with { TargetCount = 201 }, Errors([]), Errors([]))])
        {
            (changes.Worse.Count, changes.IsComplete).Should().Be((0, false));
        }

        var errors = InsightChanges.Of(Calls([]), Calls([]), Errors([Error("new", 1)]) with { Since = since }, Errors([]));
        (errors.Worse.Count, errors.IsComplete).Should().Be((0, false));
    }

    [Fact]
    public async Task The_page_starts_with_what_got_worse_in_the_period_and_since_when()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "before", failing: 1);
        site.Clock.Advance(TimeSpan.FromDays(6));
        await PlayAsync(site, "yesterday", failing: 1);
        site.Clock.Advance(TimeSpan.FromHours(24.5));
        (await site.GetAsync(Path)).Body.Should().Contain("No function or error changed more than chance explains.").And.Contain("Nothing got worse.");
        await PlayAsync(site, "today", failing: 15);

        string body = WebUtility.HtmlDecode((await site.GetAsync(Path)).Body);

        body.Should().MatchRegex("<b>60\u00A0%</b> <span>4\u00A0% before</span>")
            .And.MatchRegex("save_guest</bdi></code>\\s*has more problems\\s+since <time")
            .And.Contain("The share of problems rose from 4\u00A0% to 60\u00A0%.").And.Contain("15 of the 25 calls since then are problems.")
            .And.Contain("What got worse").And.Contain("1 of 25 (4\u00A0%)").And.Contain("16 of 50 (32\u00A0%)").And.Contain("+28 points")
            .And.Contain("href=\"/convlog/functions/details?period=7d&name=save_guest\"").And.NotContain("secret of ada");
        body.IndexOf("has more problems", StringComparison.Ordinal).Should().BeLessThan(body.IndexOf("Conversations with problems", StringComparison.Ordinal));
        string page = (await site.GetAsync(System.Text.RegularExpressions.Regex.Match(body, "(?<=href=\")[^\"]*(?=\">Open the function)",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value)).Body;
        page.Should().MatchRegex("More problems since <time")
            .And.Contain("The share of problems rose from 4&#xA0;% to 60&#xA0;%.", "both pages say the same");
    }

    [Fact]
    public async Task On_the_first_day_the_page_says_there_is_nothing_to_compare_with()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "today", failing: 15);

        (await site.GetAsync(Path)).Body.Should().Contain("there is nothing to compare with").And.NotContain("What got worse");
    }

    private static async Task PlayAsync(Site site, string id, int failing)
        => await site.PlayAsync(new ConversationInfo(id), conv =>
        {
            using var turn = conv.BeginTurn("Hello");
            for (int i = 0; i < 25; i++)
            {
                using var call = conv.BeginFunction("save_guest");
                if (i < failing)
                {
                    call.Log.Error("secret of ada", isPii: true);
                    call.Fail("No.");
                }
            }
        });

    private static InsightChanges Of(CallTargetStatistics[] before, CallTargetStatistics[] now, ErrorMessage[]? errorsBefore = null,
        ErrorMessage[]? errors = null)
        => InsightChanges.Of(Calls(now), Calls(before), Errors(errors ?? []), Errors(errorsBefore ?? []));

    private static CallStatistics Calls(CallTargetStatistics[] targets) => new() { Targets = targets, TargetCount = targets.Length };

    private static ErrorMessages Errors(ErrorMessage[] messages) => new() { Messages = messages };

    private static ErrorMessage Error(string content, long count)
        => new() { Content = content, Count = count, Conversations = count, LastAt = DateTimeOffset.UnixEpoch };

    private static CallTargetStatistics Function(string name, long calls, long failed, int milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return new()
        {
            Name = name,
            Figures = new()
            {
                Calls = calls,
                Failed = failed,
                Conversations = calls,
                Duration = new() { Count = calls, Average = time, P50 = time, P95 = time, P99 = time },
            },
            Series = [],
        };
    }
}
