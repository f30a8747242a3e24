using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Tests.Review;

/// <summary>A search hit links to its entry or turn and highlights it without JavaScript.</summary>
public sealed class SearchTargetTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Mark = "<mark class=\"hit-mark\">Search hit</mark>";

    [Fact]
    public async Task A_search_hit_in_an_entry_opens_that_entry()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string link = await LinkAsync(site, "zeppelin");
        string body = (await site.GetAsync(link.Split('#')[0])).Body;

        string anchor = link.Split('#')[1];
        body.Should().MatchRegex($"<li class=\"entry warning hit\" id=\"{anchor}\"").And.Contain(Mark);
        Regex.Matches(body, Mark, RegexOptions.None, TimeSpan.FromSeconds(1)).Should().HaveCount(1);
        body[body.IndexOf(Mark, StringComparison.Ordinal)..].Should().StartWith(Mark).And.Contain("<bdi>A <mark>zeppelin</mark> landed</bdi>");
    }

    [Fact]
    public async Task A_search_hit_in_a_message_opens_its_turn()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string link = await LinkAsync(site, "lighthouse");
        string body = (await site.GetAsync(link.Split('#')[0])).Body;

        link.Should().EndWith("#hit");
        body.Should().Contain("<section class=\"turn hit\" id=\"t2\"").And.Contain($"<p id=\"hit\">{Mark}</p>");
    }

    [Fact]
    public async Task A_search_hit_in_a_later_part_opens_that_part()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("long")))
        {
            for (int turn = 1; turn <= 12; turn++)
            {
                using var open = conv.BeginTurn($"Turn {turn}");
                for (int i = 0; i < 100; i++)
                {
                    conv.Log.Info(turn == 11 && i == 50 ? "A zeppelin landed" : "Nothing");
                }
            }
        }

        string link = await LinkAsync(site, "zeppelin");
        string body = (await site.GetAsync(link.Split('#')[0])).Body;

        body.Should().Contain($"id=\"{link.Split('#')[1]}\"").And.Contain(Mark);
    }

    [Fact]
    public async Task Search_terms_are_highlighted_only_in_messages()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("other"), said: "Nothing");
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            foreach (string said in (string[])["A lighthouse", "Lighthouses:\n<b>LIGHTHOUSE</b>"])
            {
                using var turn = conv.BeginTurn(said);
                turn.Complete("Which lighthouse?");
                site.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        string body = (await site.GetAsync((await LinkAsync(site, "lighthouse")).Split('#')[0])).Body;

        body.Should().Contain("<bdi><mark>Lighthouse</mark>s:&#xA;&lt;b&gt;<mark>LIGHTHOUSE</mark>&lt;/b&gt;</bdi>")
            .And.Contain("<bdi>Which <mark>lighthouse</mark>?</bdi>").And.Contain("<bdi>A lighthouse</bdi>");
    }

    [Fact]
    public async Task Search_terms_are_highlighted_in_entry_fields_and_folded_values_are_expanded()
    {
        await using var site = await Site.StartAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            conv.Log.Info("Booked", ("where", "at the lighthouse"), ("why", $"{new string('x', 500)} lighthouse"), ("other", new string('y', 500)),
                LogField.Pii("who", "lighthouse keeper"));
        }

        string body = (await site.GetAsync((await LinkAsync(site, "lighthouse")).Split('#')[0])).Body;

        body.Should().Contain("at the <mark>lighthouse</mark>")
            .And.MatchRegex("<details class=\"field fold\" open[^>]*>(?:(?!</details>)[\\s\\S])*<mark>lighthouse</mark>")
            .And.NotContain("<mark>lighthouse</mark> keeper");
        Regex.Count(body, "<details class=\"field fold\" open", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(1);
    }

    [Fact]
    public async Task Search_terms_are_highlighted_only_in_text_shown_to_the_reader()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn(new MaskedText("The lighthouse of ada", "The lighthouse of [name]"));
            turn.Complete("Done.");
        }

        string turnId = (await site.Reading.GetAsync(new Reader("Ada", canReadPii: false), "conv-42"))!.Turns[0].Id;
        string found = $"/convlog/conversations/conv-42?q=lighthouse&hit={turnId}";
        string guessed = $"/convlog/conversations/conv-42?q=ada&hit={turnId}";

        (await site.GetWithKeyAsync(found)).Body.Should().Contain("<bdi>The <mark>lighthouse</mark> of [name]</bdi>");
        (await site.GetWithKeyAsync(guessed)).Body.Should().Contain("<bdi>The lighthouse of [name]</bdi>").And.NotContain("<mark>");
        (await site.RevealAsync(guessed)).Body.Should().Contain("The lighthouse of <mark>ada</mark>");
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a&hit=b")]
    [InlineData("")]
    public async Task An_unknown_hit_highlights_nothing(string hit)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.GetAsync($"/convlog/conversations/conv-42?hit={hit}");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().NotContain("hit-mark").And.NotContain("<script>\"");
    }

    [Fact]
    public async Task A_personal_entry_is_not_highlighted_without_the_permission()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv => conv.Log.Info("A zeppelin landed", isPii: true));
        var view = await site.Reading.GetAsync(new Reader("Ada", canReadPii: true), "conv-42");
        var id = view!.Turns.SelectMany(static turn => turn.Entries).Concat(view.Entries).Single().Id;

        string of = (await site.GetWithKeyAsync($"/convlog/conversations/conv-42?hit={id:N}")).Body;
        string none = (await site.GetWithKeyAsync($"/convlog/conversations/conv-42?hit={Guid.NewGuid():N}")).Body;

        of.Should().NotContain("hit-mark");
        Regex.Replace(of, "hit%3D[0-9a-f]{32}", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Length.Should()
            .Be(Regex.Replace(none, "hit%3D[0-9a-f]{32}", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Length);
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.StartAsync();
        await using var conv = site.Open(new ConversationInfo("conv-42"));
        using (conv.BeginTurn("Hello"))
        {
            conv.Log.Info("Nothing");
            conv.Log.Warning("A zeppelin landed");
        }

        using (conv.BeginTurn("Is there a lighthouse?"))
        {
        }

        return site;
    }

    private static async Task<string> LinkAsync(Site site, string text)
        => WebUtility.HtmlDecode(Regex.Match((await site.GetAsync($"/convlog?q={text}")).Body, "class=\"open\" href=\"(?<to>[^\"]+)\"", RegexOptions.None,
            TimeSpan.FromSeconds(1)).Groups["to"].Value);
}
