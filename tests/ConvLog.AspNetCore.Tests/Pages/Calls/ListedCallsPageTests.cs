using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

public sealed partial class ListedCallsPageTests
{
    private const string Calls = "/convlog/functions/calls?name=save_guest";

    [Fact]
    public async Task A_row_has_the_words_the_outcome_and_a_link_to_its_call()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", status: 409);

        string body = (await site.GetAsync(Calls)).Body;

        body.Should().Contain("1 call on this page").And.Contain(">Failed<").And.Contain(">409<").And.Contain("12 ms").And.Contain("for Ada")
            .And.NotContain("4711");
        string call = CallLink().Match(body).Groups["link"].Value;
        (await site.GetAsync(call.Split('#')[0])).Body.Should().Contain($"id=\"{Uri.UnescapeDataString(call.Split('#')[1])}\"");
    }

    [Fact]
    public async Task Counts_of_the_function_lead_to_as_many_rows()
    {
        await using var site = await Site.StartAsync();
        foreach (var (id, status) in new[] { ("a", 409), ("b", 409), ("c", 503), ("d", 201) })
        {
            await PlayAsync(site, id, status);
        }

        string function = WebUtility.HtmlDecode((await site.GetAsync("/convlog/functions/details?name=save_guest")).Body);

        foreach (var (filter, rows) in new[]
        {
            ("&call_outcome=failed", 3), ("&call_outcome=completed", 1), ("&call_outcome=problems", 3), ("&api_status=409", 2), ("", 4),
        })
        {
            function.Should().Contain($"{Calls.Replace("?", "?period=7d&", StringComparison.Ordinal)}{filter}\"");
            Rows((await site.GetAsync($"{Calls}{filter}")).Body).Should().Be(rows, filter);
        }

        Rows((await site.GetAsync($"{Calls}&api_status_class=4")).Body).Should().Be(2);
        Rows((await site.GetAsync($"{Calls}&api_status_class=5")).Body).Should().Be(1);
        Rows((await site.GetAsync($"{Calls}&variant=other")).Body).Should().Be(0);
        Rows((await site.GetAsync($"{Calls}&variant=short&call_outcome=problems&api_status=503")).Body).Should().Be(1);
    }

    [Fact]
    public async Task Pages_of_fifty_follow_each_other_and_a_cursor_of_other_filters_is_refused()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 51; i++)
        {
            await PlayAsync(site, $"c{i}", status: 201);
        }

        string body = (await site.GetAsync($"{Calls}&sort=duration")).Body;
        string next = NextLink().Match(WebUtility.HtmlDecode(body)).Groups["link"].Value;

        (Rows(body), Rows((await site.GetAsync(next)).Body)).Should().Be((50, 1));
        (await site.GetAsync($"{next}&call_outcome=failed")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_box_sets_filters_keeps_others_and_a_chip_removes_its_own()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", status: 409);

        var sent = await site.GetAsync($"{Calls}&variant=short&agent=&environment=&call_outcome=&find=status%3A409%20channel%3Avoice");

        sent.Status.Should().Be(HttpStatusCode.SeeOther);
        string address = sent.Header("Location")!;
        address.Should().EndWith("/convlog/functions/calls?period=7d&channel=voice&name=save_guest&variant=short&api_status=409");
        string body = WebUtility.HtmlDecode((await site.GetAsync(address)).Body);
        body.Should().Contain("No calls match")
            .And.Contain("href=\"/convlog/functions/calls?period=7d&name=save_guest&variant=short&api_status=409\" title=\"Remove this filter\"");
    }

    [Fact]
    public async Task The_box_suggests_filters_that_apply_to_calls_and_the_values_of_the_rows()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", status: 409);

        string body = (await site.GetAsync(Calls)).Body;

        foreach (string text in (string[])["status:", "outcome:failed", "took:", "variant:short", "agent:bookings"])
        {
            body.Should().Contain($"<li><b>{text}</b>");
        }

        body.Should().NotContain("<b>call_started:").And.NotContain("<b>provider:").And.NotContain("data-readings");
    }

    [Fact]
    public async Task The_file_has_the_rows_of_the_list_and_names_the_function_and_its_days()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", status: 409);
        await PlayAsync(site, "b", status: 201);

        var table = await site.GetAsync("/convlog/functions/calls/file?format=csv&name=save_guest&call_outcome=failed");
        string lines = (await site.GetAsync("/convlog/functions/calls/file?format=jsonl&name=save_guest")).Body;

        table.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.Contain(static row
            => row.StartsWith("\"for Ada, card [redacted]\",\"failed\",,\"409\",12,", StringComparison.Ordinal));
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.OnlyContain(static line => line.StartsWith('{'));
        lines.Should().Contain("\"status_codes\":[201]").And.NotContain("4711");
    }

    [Theory]
    [InlineData("/convlog/functions/calls")]
    [InlineData("/convlog/functions/calls?name=save_guest&kind=tool")]
    [InlineData("/convlog/functions/calls?name=save_guest&api_status=many")]
    [InlineData("/convlog/functions/calls?name=save_guest&cursor=x")]
    public async Task Invalid_parameters_are_refused(string address)
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync(address)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("kind=endpoint&name=GET%20https%3A%2F%2Fcrm.example%2Fcontacts%2F%7Bid%7D")]
    [InlineData("kind=model&name=gpt-x")]
    public async Task Endpoints_and_models_have_the_same_list(string target)
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "a", status: 409);

        string body = (await site.GetAsync($"/convlog/functions/calls?{target}")).Body;

        Rows(body).Should().Be(1);
        body.Should().Contain("for Ada").And.MatchRegex("href=\"/convlog/conversations/a#[em]-");
    }

    [Fact]
    public async Task An_approval_filters_the_call_itself_and_its_count_leads_there()
    {
        await using var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("a"), static conv =>
        {
            foreach (var decision in (ApprovalDecision?[])[ApprovalDecision.Granted, ApprovalDecision.Declined, null])
            {
                using var call = conv.BeginFunction("save_guest");
                if (decision is { } decided)
                {
                    call.RequestApproval();
                    call.Decide(decided);
                }
            }
        });

        WebUtility.HtmlDecode((await site.GetAsync("/convlog/functions/details?name=save_guest")).Body).Should()
            .Contain("/convlog/functions/calls?period=7d&name=save_guest&approval=granted\"");
        Rows((await site.GetAsync($"{Calls}&approval=granted")).Body).Should().Be(1);
        Rows((await site.GetAsync($"{Calls}&approval=requested")).Body).Should().Be(0);
        Rows((await site.GetAsync(Calls)).Body).Should().Be(3);
    }

    private static async Task PlayAsync(Site site, string id, int status)
    {
        await using var conv = site.Open(new ConversationInfo(id) { AgentId = "bookings", VariantId = "short" });
        using var turn = conv.BeginTurn(new MaskedText("for Ada, card 4711", "for Ada, card [redacted]"));
        using (var model = turn.BeginModelCall("gpt-x"))
        {
            model.Fail("No.");
        }

        using (var call = conv.BeginFunction("save_guest"))
        {
            site.Clock.Advance(TimeSpan.FromMilliseconds(12));
            conv.LogApiResponse("GET", "https://crm.example/contacts/17?phone=1", status, TimeSpan.FromMilliseconds(5));
            if (status >= 400)
            {
                call.Fail("No.");
            }
            else
            {
                call.Complete();
            }
        }

        turn.Complete("Done.");
    }

    private static int Rows(string body) => body.Split("title=\"Open this call\"").Length - 1;

    [GeneratedRegex("href=\"(?<link>[^\"]*)\" title=\"Open this call\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CallLink();

    [GeneratedRegex("href=\"(?<link>[^\"]*)\" rel=\"next\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NextLink();
}
