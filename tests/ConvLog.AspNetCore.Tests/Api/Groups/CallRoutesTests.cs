using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>The list of calls, which the console's tab shows.</summary>
public sealed partial class CallRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Function = "name=save_guest";
    private const string Endpoint = "kind=endpoint&name=GET%20https%3A%2F%2Fcrm.example%2Fcontacts%2F%7Bid%7D";

    [Fact]
    public async Task A_call_has_its_outcome_statuses_words_and_conversation()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var call = (await site.GetWithKeyAsync($"/convlog/v1/calls?{Function}&api_status=503", Site.PiiKey)).Json.GetProperty("calls")[0];

        call.EnumerateObject().Select(static property => property.Name).Should().Equal("conversation_id", "call_id", "started_at", "duration_ms", "outcome",
            "error_type", "status_codes", "user_input", "agent_id", "variant_id", "environment", "channel");
        call.GetProperty("conversation_id").GetString().Should().Be("c");
        call.GetProperty("outcome").GetString().Should().Be("failed");
        call.GetProperty("duration_ms").GetDouble().Should().Be(36);
        call.GetProperty("status_codes").GetRawText().Should().Be("[503]");
        call.GetProperty("user_input").GetString().Should().Be("for Ada, card [redacted]", "a list of calls has no personal data for anyone");
        call.GetProperty("variant_id").GetString().Should().Be("short");
    }

    [Theory]
    [InlineData(Function)]
    [InlineData($"{Function}&sort=duration")]
    [InlineData($"{Function}&call_outcome=problems")]
    [InlineData($"{Function}&call_outcome=completed")]
    [InlineData($"{Function}&call_outcome=abandoned")]
    [InlineData($"{Function}&api_status=409")]
    [InlineData($"{Function}&api_status_class=4&variant=short")]
    [InlineData($"{Function}&not_variant=short")]
    [InlineData($"{Function}&min_function_ms=24")]
    [InlineData($"{Function}&channel=voice")]
    [InlineData($"{Function}&q=card")]
    [InlineData(Endpoint)]
    [InlineData($"{Endpoint}&api_status=201")]
    [InlineData("kind=model&name=gpt-x")]
    [InlineData("kind=model&name=gpt-x&provider=nobody")]
    public async Task The_rows_of_the_page_are_the_calls_of_the_route_in_the_same_order(string list)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var calls = (await site.GetWithKeyAsync($"/convlog/v1/calls?{list}")).Json.GetProperty("calls");
        string page = WebUtility.HtmlDecode((await site.GetWithKeyAsync($"/convlog/functions/calls?{list}")).Body);

        Links().Matches(page).Select(static link => $"{link.Groups["conversation"].Value} {WithoutHyphens(Uri.UnescapeDataString(link.Groups["call"].Value))}")
            .Should().Equal(calls.EnumerateArray().Select(static call => $"{Text(call, "conversation_id")} {WithoutHyphens(Text(call, "call_id"))}"));
    }

    [Fact]
    public async Task As_many_calls_are_listed_as_statistics_count()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var figures = (await site.GetWithKeyAsync($"/convlog/v1/statistics/calls/details?{Function}")).Json;

        (await CountAsync(site, Function)).Should().Be(figures.GetProperty("calls").GetInt32()).And.Be(4);
        (await CountAsync(site, $"{Function}&call_outcome=problems")).Should().Be(figures.GetProperty("problems").GetInt32()).And.Be(3);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_cursor_of_other_filters_is_refused()
    {
        var site = await sites.GetAsync(PlayedAsync);
        List<string> ids = [];
        string? cursor = null;
        do
        {
            var page = (await site.GetWithKeyAsync($"/convlog/v1/calls?{Function}&limit=1{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            ids.AddRange(page.GetProperty("calls").EnumerateArray().Select(static call => Text(call, "conversation_id")));
            cursor = page.GetProperty("next_cursor").GetString() ?? cursor;
        }
        while (ids.Count < 4);

        ids.Should().Equal("d", "c", "b", "a");
        foreach (string other in (string[])["&sort=duration", "&api_status_class=4", "&call_outcome=failed", "&variant=short"])
        {
            (await site.GetWithKeyAsync($"/convlog/v1/calls?{Function}&limit=1&cursor={cursor}{other}")).Status.Should().Be(HttpStatusCode.BadRequest, other);
        }
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData($"{Function}&call_outcome=hopeful", "call_outcome")]
    [InlineData($"{Function}&sort=updated", "sort")]
    [InlineData($"{Function}&function_name=save_guest", "function_name")]
    [InlineData($"{Function}&limit=0", "limit")]
    [InlineData($"{Function}&min_cost=2&max_cost=1", "max_cost")]
    public async Task Invalid_and_unknown_parameters_are_refused(string query, string field)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.GetWithKeyAsync($"/convlog/v1/calls?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
    }

    private static async Task<int> CountAsync(Site site, string list)
        => (await site.GetWithKeyAsync($"/convlog/v1/calls?{list}")).Json.GetProperty("calls").GetArrayLength();

    // The ID of an API response has hyphens, its anchor on the page has none.
    private static string WithoutHyphens(string id) => id.Replace("-", "", StringComparison.Ordinal);

    private static string Text(JsonElement call, string name) => call.GetProperty(name).GetString()!;

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await PlayAsync(site, new ConversationInfo("a") { AgentId = "bookings" }, status: 409, milliseconds: 12);
        await PlayAsync(site, new ConversationInfo("b") { AgentId = "bookings", VariantId = "short", Channel = "voice" }, status: 409, milliseconds: 48);
        await PlayAsync(site, new ConversationInfo("c") { AgentId = "bookings", VariantId = "short" }, status: 503, milliseconds: 36);
        await PlayAsync(site, new ConversationInfo("d") { AgentId = "bookings", VariantId = "short" }, status: 201, milliseconds: 24);
        return site;
    }

    private static async Task PlayAsync(Site site, ConversationInfo info, int status, int milliseconds)
    {
        await using var conv = site.Open(info);
        using var turn = conv.BeginTurn(new MaskedText("for Ada, card 4711", "for Ada, card [redacted]"));
        using (var model = turn.BeginModelCall("gpt-x"))
        {
            model.Fail("No.");
        }

        using (var call = conv.BeginFunction("save_guest"))
        {
            site.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
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

    [GeneratedRegex("href=\"/convlog/conversations/(?<conversation>[a-z])#[efm]-(?<call>[^\"]+)\" title=\"Open this call\"",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Links();
}
