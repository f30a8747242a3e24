using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

public sealed partial class CallPagesTests
{
    private const string List = "/convlog/functions";

    private static readonly object s_withPhone = new { guest = "Ada Lovelace", phone = "1" };
    private static readonly object s_withoutPhone = new { guest = "Ada Lovelace" };

    [Fact]
    public async Task The_list_shows_each_function_with_links_to_details_calls_and_last_problem()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a");
        await PlayAsync(site, "b");

        string body = (await site.GetAsync(List)).Body;

        body.Should().Contain("<code><bdi>save_guest</bdi></code>").And.Contain("name=save_guest");
        WebUtility.HtmlDecode(body).Should().Contain("/convlog/functions/details?period=7d&name=save_guest");
        string call = Link(body, "title=\"Open this call\"");
        call.Should().MatchRegex("^/convlog/conversations/b#f-");
        (await site.GetAsync(call.Split('#')[0])).Body.Should().Contain($"id=\"{Uri.UnescapeDataString(call.Split('#')[1])}\"");
        (await site.GetAsync(Link(body, "title=\"List the calls\""))).Body.Should().Contain("2 calls on this page");
    }

    [Fact]
    public async Task The_function_page_shows_what_the_API_returns()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 25; i++)
        {
            await PlayAsync(site, $"c{i}", fails: i % 5 == 0);
        }

        string body = WebUtility.HtmlDecode((await site.GetAsync($"{List}/details?name=save_guest")).Body);

        body.Should().Contain(">25</a></dd>").And.Contain("5 (20\u00A0%)").And.Contain("CRM upsert failed")
            .And.Contain(">409<").And.Contain("<bdi>phone</bdi>").And.NotContain("<bdi>guest</bdi>")
            .And.NotContain("secret of ada").And.NotContain("Ada Lovelace");
        body.Should().Contain("outcome=failed").And.Contain("api_status=409").And.Contain("p95");
        Count(body, "title=\"Open this call\"").Should().BeGreaterThan(10);
        foreach (string link in ListLink().Matches(body).Select(static match => match.Groups["link"].Value).Distinct(StringComparer.Ordinal))
        {
            (await site.GetAsync(link)).Status.Should().Be(HttpStatusCode.OK, link);
        }
    }

    [Fact]
    public async Task Durations_and_problems_are_compared_with_the_previous_period_from_20_calls()
    {
        await using var site = await Site.StartAsync();
        foreach (int milliseconds in (int[])[100, 400])
        {
            for (int i = 0; i < 20; i++)
            {
                await PlayAsync(site, $"{milliseconds}-{i}", fails: false, milliseconds);
            }

            site.Clock.Advance(TimeSpan.FromDays(milliseconds == 100 ? 7 : 0));
        }

        string body = WebUtility.HtmlDecode((await site.GetAsync($"{List}/details?name=save_guest")).Body);
        body.Should().MatchRegex("<dt>p95</dt><dd>40[0-9] ms</dd><dd class=\"change\"><b class=\"bad\">\\+(29|30)[0-9] ms</b></dd>");
        WebUtility.HtmlDecode((await site.GetAsync($"{List}?sort=slower")).Body).Should().MatchRegex("class=\"changed bad\">\\+(29|30)[0-9] ms<");
        await PlayAsync(site, "one", name: "other");
        (await site.GetAsync($"{List}/details?name=other")).Body.Should().Contain("Too few calls for percentages");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("../..")]
    [InlineData("a/b?c#d&e=f%2F")]
    [InlineData("שלום \u202E ü😀")]
    [InlineData("' OR 1=1 --")]
    public async Task A_function_may_have_any_name(string name)
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", name: name);

        string list = (await site.GetAsync(List)).Body;
        string link = WebUtility.HtmlDecode(DetailLink().Match(list).Groups["link"].Value);
        string page = (await site.GetAsync(link)).Body;

        list.Should().NotContain("<script>alert");
        page.Should().NotContain("<script>alert").And.MatchRegex("<dt>Calls</dt><dd><a [^>]*>1</a></dd>");
    }

    [Fact]
    public async Task Endpoints_and_models_have_the_same_pages_as_functions()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a");

        string endpoints = (await site.GetAsync($"{List}?kind=endpoint")).Body;
        endpoints.Should().Contain("GET https://crm.example/contacts/{id}").And.NotContain("phone=1")
            .And.MatchRegex("href=\"/convlog/conversations/a#e-[0-9a-f]{32}\"");
        string page = (await site.GetAsync(WebUtility.HtmlDecode(DetailLink().Match(endpoints).Groups["link"].Value))).Body;
        page.Should().Contain(">409<").And.Contain("Latest problems");

        string models = (await site.GetAsync($"{List}?kind=model")).Body;
        models.Should().Contain("gpt-x").And.MatchRegex("href=\"/convlog/conversations/a#m-");
        (await site.GetAsync(WebUtility.HtmlDecode(DetailLink().Match(models).Groups["link"].Value))).Body.Should().Contain("Calls over time");
    }

    [Fact]
    public async Task A_period_without_calls_says_so()
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync(List)).Body.Should().Contain("No function calls in this period");
        (await site.GetAsync($"{List}?kind=model")).Body.Should().Contain("No model calls in this period");
        (await site.GetAsync($"{List}/details?name=none")).Body.Should().Contain("No calls in this period");
        (await site.GetAsync($"{List}/details")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetAsync($"{List}?kind=tool")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    private static Task PlayAsync(Site site, string id, bool fails = true, int milliseconds = 10, string name = "save_guest")
        => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", VariantId = "short" }, conv =>
        {
            using (var model = conv.CurrentTurn!.BeginModelCall("gpt-x"))
            {
                model.Fail("No.");
            }

            using var call = conv.BeginFunction(name, arguments: fails ? s_withPhone : s_withoutPhone);
            site.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            conv.Log.Error("secret of ada", isPii: true);
            if (fails)
            {
                conv.Log.Error("CRM upsert failed");
                conv.LogApiResponse("GET", "https://crm.example/contacts/17?phone=1", 409, TimeSpan.FromMilliseconds(5));
                call.Fail("No.");
            }
            else
            {
                call.Complete();
            }
        });

    private static string Link(string body, string after)
        => WebUtility.HtmlDecode(Regex.Match(body, $"(?<=href=\")[^\"]*(?=\" {after})", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);

    private static int Count(string body, string part) => body.Split(part).Length - 1;

    [GeneratedRegex("href=\"(?<link>/convlog\\?[^\"]*function_name[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListLink();

    [GeneratedRegex("href=\"(?<link>/convlog/functions/details[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DetailLink();
}
