using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

public sealed partial class CallSlicesTests
{
    private const string Function = "/convlog/functions/details?name=save_guest";

    [Fact]
    public async Task Calls_are_shown_by_variant_and_each_variant_leads_to_its_own_page_and_list()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", "A", "web", fails: false);
        await PlayAsync(site, "b", "A", "web", fails: true);
        await PlayAsync(site, "c", "B", "voice", fails: true);

        string body = WebUtility.HtmlDecode((await site.GetAsync(Function)).Body);
        string section = Section().Match(body).Value;

        Words(section).Should().Contain("A 2 1").And.Contain("B 1 1");
        string own = Link(section, "<code><bdi>A</bdi></code>");
        own.Should().Be("/convlog/functions/details?period=7d&name=save_guest&variant=A");
        string page = (await site.GetAsync(own)).Body;
        page.Should().MatchRegex("<dt>Calls</dt><dd><a [^>]*>2</a></dd>").And.Contain("Remove the filter Variant");
        (await site.GetAsync(Link(WebUtility.HtmlDecode(page), "2</a></dd>"))).Body.Should().Contain("2 calls on this page");
        (await site.GetAsync($"{Function}&variant=B&channel=voice")).Body.Should().MatchRegex("<dt>Calls</dt><dd><a [^>]*>1</a></dd>");
        (await site.GetAsync($"{Function}&variant=B&channel=web")).Body.Should().Contain("No calls in this period");
    }

    [Fact]
    public async Task The_plot_is_split_by_a_property_in_which_calls_differ_with_a_line_for_each_value()
    {
        await using var site = await Site.StartAsync();
        foreach (var (id, variant) in new[] { ("a", "A"), ("b", "B"), ("c", "C"), ("d", "D"), ("e", "E") })
        {
            await PlayAsync(site, id, variant, "web", fails: false);
        }

        string whole = WebUtility.HtmlDecode((await site.GetAsync(Function)).Body);
        string split = WebUtility.HtmlDecode((await site.GetAsync($"{Function}&split=variant")).Body);

        whole.Should().Contain("&split=variant#over-time\"").And.NotContain("split=channel", "all calls have the same").And.Contain("class=\"line third\" d=");
        split.Should().ContainAll("p95 of <bdi>A</bdi>", "class=\"line value3\" d=", "and 1 other, in the table below").And.NotContain("class=\"line third\"");
        (await site.GetAsync($"{Function}&split=channel")).Body.Should().Contain("class=\"line third\" d=");
        (await site.GetAsync($"{Function}&split=unknown")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("variant:B channel:voice", "/functions/details?period=7d&channel=voice&name=save_guest&variant=B")]
    [InlineData("agent:bookings", "/functions/details?period=7d&agent=bookings&name=save_guest")]
    [InlineData("", "/functions/details?period=7d&name=save_guest")]
    [InlineData("variant:B status:409", "/functions/calls?period=7d&name=save_guest&variant=B&api_status=409")]
    [InlineData("no table", "/functions/calls?period=7d&name=save_guest&q=no%20table")]
    [InlineData("-variant:B", "/functions/calls?period=7d&name=save_guest&not_variant=B")]
    public async Task Filters_that_the_page_has_filter_it_and_others_list_the_calls(string typed, string address)
    {
        await using var site = await Site.StartAsync();

        var sent = await site.GetAsync($"{Function}&agent=&environment=&find={Uri.EscapeDataString(typed)}");

        sent.Status.Should().Be(HttpStatusCode.SeeOther);
        sent.Header("Location").Should().EndWith(address);
        (await site.GetAsync(sent.Header("Location")!)).Status.Should().Be(HttpStatusCode.OK);
    }

    private static Task PlayAsync(Site site, string id, string variant, string channel, bool fails)
        => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", VariantId = variant, Channel = channel }, conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            site.Clock.Advance(TimeSpan.FromMilliseconds(10));
            if (fails)
            {
                call.Fail("No.");
            }
            else
            {
                call.Complete();
            }
        });

    private static string Words(string markup) => Spaces().Replace(Tags().Replace(markup, " "), " ");

    private static string Link(string body, string content)
        => Regex.Match(body, $"(?<=href=\")[^\"]*(?=\">{Regex.Escape(content)})", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

    [GeneratedRegex("<section[^>]*slices-h.*?</section>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Section();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
