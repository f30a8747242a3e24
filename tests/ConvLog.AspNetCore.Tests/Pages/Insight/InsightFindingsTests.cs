using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Insight;

public sealed partial class InsightFindingsTests
{
    private const string Path = "/convlog/insight?period=7d";

    [Fact]
    public async Task Problems_and_error_messages_of_one_function_are_one_finding()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "before", failing: 1);
        site.Clock.Advance(TimeSpan.FromDays(7));
        await PlayAsync(site, "now", failing: 15);

        string body = WebUtility.HtmlDecode((await site.GetAsync(Path)).Body);

        Card().Count(body).Should().Be(1);
        body.Should().MatchRegex("save_guest</bdi></code>\\s*has more problems").And.Contain("More frequent in its log: <bdi>CRM refused <b></bdi>.")
            .And.NotContain("secret of ada");
    }

    [Fact]
    public async Task An_error_of_no_function_is_a_finding_with_its_conversations()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "before", failing: 1);
        site.Clock.Advance(TimeSpan.FromDays(7));
        await PlayAsync(site, "now", failing: 1, "Closed late");

        string body = WebUtility.HtmlDecode((await site.GetAsync(Path)).Body);

        Card().Count(body).Should().Be(1);
        body.Should().Contain("<b>1</b> <span>0 before</span>").And.MatchRegex("New error:\\s*<bdi>Closed late</bdi>");
        (await site.GetAsync(Link().Match(body).Value)).Body.Should().Contain("conversations/now?").And.NotContain("conversations/before?");
    }

    [Fact]
    public async Task Hidden_errors_and_responses_change_no_finding()
    {
        List<string> bodies = [];
        foreach (bool isHiding in (bool[])[false, true])
        {
            await using var site = await Site.StartAsync();
            await PlayAsync(site, "before", failing: 1);
            site.Clock.Advance(TimeSpan.FromDays(7));
            await PlayAsync(site, "now", failing: 15, hidden: isHiding ? "secret of ada" : null);
            string body = (await site.GetAsync(Path)).Body;
            bodies.Add(Part(body, "class=\"finding-cards\"", "</section>"));
            bodies.Add(Part((await site.GetAsync("/convlog/functions/details?name=save_guest&period=30d")).Body, "class=\"finding\"", "</section>"));
        }

        bodies[0].Should().Be(bodies[2]).And.Contain("has more problems");
        bodies[1].Should().Be(bodies[3]).And.Contain("More problems since");
    }

    [Fact]
    public async Task Without_a_period_the_page_shows_the_shortest_with_enough_turns()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "few", failing: 0);
        (await site.GetAsync("/convlog/insight")).Body.Should().MatchRegex("period=7d\"[^>]*aria-current=\"true\"");

        await site.PlayAsync(new ConversationInfo("many"), static conv =>
        {
            for (int i = 0; i < 200; i++)
            {
                using var turn = conv.BeginTurn("Hello");
            }
        });

        (await site.GetAsync("/convlog/insight")).Body.Should().MatchRegex("period=24h\"[^>]*aria-current=\"true\"");
        (await site.GetAsync(Path)).Body.Should().MatchRegex("period=7d\"[^>]*aria-current=\"true\"", "it was chosen");
    }

    private static async Task PlayAsync(Site site, string id, int failing, string? error = null, string? hidden = null)
        => await site.PlayAsync(new ConversationInfo(id), conv =>
        {
            using var turn = conv.BeginTurn("Hello");
            for (int i = 0; i < 25; i++)
            {
                using var call = conv.BeginFunction("save_guest");
                if (hidden is not null)
                {
                    call.Log.Error(hidden, isPii: true);
                }

                if (i < failing)
                {
                    call.Log.Error("CRM refused <b>");
                    call.Fail("No.");
                }
            }

            if (error is not null)
            {
                conv.Log.Error(error);
            }
        });

    private static string Part(string body, string start, string end)
    {
        string rest = body[body.IndexOf(start, StringComparison.Ordinal)..];
        return rest[..rest.IndexOf(end, StringComparison.Ordinal)];
    }

    [GeneratedRegex("class=\"finding-card\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Card();

    [GeneratedRegex("(?<=href=\")[^\"]*(?=\">Show the conversations)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
