using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ConversationRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";

    [Fact]
    public async Task A_list_is_sorted_newest_first_with_personal_data_masked_and_marked()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Root}/conversations?count=true");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Header("Content-Type").Should().Be("application/json; charset=utf-8");
        Ids(answer).Should().Equal("conv-3", "conv-2", "conv-1");
        answer.Json.GetProperty("total").GetInt32().Should().Be(3);
        answer.Json.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
        answer.Json.GetProperty("search_stopped").GetBoolean().Should().BeFalse();
        var first = answer.Json.GetProperty("conversations")[2];
        first.GetProperty("user").GetString().Should().MatchRegex("^user-[0-9a-f]{12}$");
        first.GetProperty("from_number").GetString().Should().Be("REDACTED");
        first.GetProperty("title").GetString().Should().Be(Desk.Said);
        first.GetProperty("duration_ms").GetInt32().Should().Be(1_500);
        first.GetProperty("slowest_latency_ms").GetInt32().Should().Be(1_500);
        first.GetProperty("entry_count").GetInt32().Should().Be(2);
        first.GetProperty("function_outcomes").EnumerateArray().Select(static outcome => outcome.GetString()).Should().Equal("failed");
        Strings(first.GetProperty("pii_fields")).Should().Equal("from_number", "to_number", "user");
    }

    [Fact]
    public async Task A_permitted_reader_sees_the_user_and_the_count_of_personal_entries()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var first = (await site.GetWithKeyAsync($"{Root}/conversations", Site.PiiKey)).Json.GetProperty("conversations")[2];

        first.GetProperty("user").GetString().Should().Be("ada@example.com");
        first.GetProperty("from_number").GetString().Should().Be("+15550100");
        first.GetProperty("entry_count").GetInt32().Should().Be(3);
        Strings(first.GetProperty("pii_fields")).Should().Equal("from_number", "to_number", "user");
    }

    [Fact]
    public async Task A_permitted_reader_gets_the_full_conversation()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var whole = (await site.GetWithKeyAsync($"{Root}/conversations/conv-1", Site.PiiKey)).Json;

        whole.GetProperty("attributes").GetProperty("tier").GetString().Should().Be("gold");
        Strings(whole.GetProperty("pii_fields")).Should().Equal("attributes.tier", "from_number", "to_number", "user");
        var turn = whole.GetProperty("turns")[0];
        turn.GetProperty("usage").GetRawText().Should().Be(
            """{"model":"gpt-x","input_tokens":310,"output_tokens":42,"total_tokens":352,"cost":0.0120,"currency":"USD","time_to_first_token_ms":null}""");
        turn.GetProperty("feedback")[0].GetProperty("comment").GetString().Should().Be("Not what I asked for");
        turn.GetProperty("annotations")[0].GetProperty("improved_answer").GetString().Should().Be("Your table for two is booked.");
        var call = turn.GetProperty("function_events")[0];
        call.GetProperty("outcome").GetString().Should().Be("failed");
        call.GetProperty("duration_ms").GetInt32().Should().Be(1_500);
        call.GetProperty("arguments").GetProperty("name").GetString().Should().Be("Ada Lovelace");
        call.GetProperty("error").GetString().Should().Be("No guest of this name");
        call.GetProperty("error_type").GetString().Should().EndWith("InvalidOperationException");
        call.GetProperty("entries").GetArrayLength().Should().Be(3);
        call.GetProperty("api_responses")[0].GetProperty("elapsed_ms").GetDouble().Should().Be(271.5);
        call.GetProperty("state_changes")[0].GetProperty("value").GetString().Should().Be("Ada Lovelace");
        Strings(call.GetProperty("pii_fields")).Should().Equal("arguments.name", "error");
        whole.GetProperty("notes")[0].GetProperty("text").GetString().Should().Be("Call her back");
    }

    [Fact]
    public async Task Without_the_permission_personal_data_is_replaced_by_named_masks()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Root}/conversations/conv-1");

        answer.Body.Should().NotContainAny("ada@", "5550100", "Lovelace", "Not what I asked", "Your table for two is booked", "Call her back", "gold",
            "No guest", "taken");
        var call = answer.Json.GetProperty("turns")[0].GetProperty("function_events")[0];
        call.GetProperty("entries").GetArrayLength().Should().Be(2);
        call.GetProperty("arguments").GetProperty("name").GetString().Should().Be("[redacted]");
        var entry = call.GetProperty("entries")[0];
        entry.GetProperty("fields").GetRawText().Should().Be("""{"validation_passed":true,"user_phone":"+1…"}""");
        Strings(entry.GetProperty("pii_fields")).Should().Equal("user_phone");
        var response = call.GetProperty("api_responses")[0];
        response.GetProperty("url").GetString().Should().Be("https://crm.example/contacts?[redacted]");
        Strings(response.GetProperty("pii_fields")).Should().Equal("error_body", "url");
    }

    [Fact]
    public async Task A_missing_conversation_and_one_outside_the_scope_are_answered_with_the_same_bytes()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        foreach (string rest in (string[])["", "/entries"])
        {
            var others = await AskAsync(site, $"{Root}/conversations/conv-2{rest}");
            var nobodys = await AskAsync(site, $"{Root}/conversations/conv-9{rest}");

            others.Status.Should().Be(HttpStatusCode.NotFound);
            others.Body.Should().Be(nobodys.Body);
            others.Headers.Should().BeEquivalentTo(nobodys.Headers);
        }

        static Task<Answer> AskAsync(Site site, string path) => site.GetAsync(path, ("X-API-KEY", Desk.BookingsKey), ("X-PolyAI-Correlation-Id", "same"));
    }

    [Fact]
    public async Task Entries_include_their_location_and_are_filtered_by_turn_event_and_level()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        var turn = (await site.GetWithKeyAsync($"{Root}/conversations/conv-1")).Json.GetProperty("turns")[0];
        string turnId = turn.GetProperty("id").GetString()!;
        string callId = turn.GetProperty("function_events")[0].GetProperty("id").GetString()!;

        var all = (await site.GetWithKeyAsync($"{Root}/conversations/conv-1/entries")).Json.GetProperty("entries");

        all.EnumerateArray().Select(static logged => logged.GetProperty("entry"))
            .Select(static entry => entry.ValueKind == JsonValueKind.Null ? "response" : entry.GetProperty("content").GetString())
            .Should().Equal("Validated inputs", "CRM upsert failed", "response");
        all[0].GetProperty("turn_id").GetString().Should().Be(turnId);
        all[0].GetProperty("function_event_id").GetString().Should().Be(callId);
        all[2].GetProperty("api_response").GetProperty("status_code").GetInt32().Should().Be(409);
        (await CountAsync($"turn={turnId}")).Should().Be(3);
        (await CountAsync("turn=another")).Should().Be(0);
        (await CountAsync($"function_event={callId}")).Should().Be(3);
        (await CountAsync("level=error")).Should().Be(1);
        (await CountAsync("", Site.PiiKey)).Should().Be(4);

        async Task<int> CountAsync(string query, string key = Site.ReaderKey)
            => (await site.GetWithKeyAsync($"{Root}/conversations/conv-1/entries?{query}", key)).Json.GetProperty("entries").GetArrayLength();
    }

    [Theory]
    [InlineData("agent=weather", "conv-2")]
    [InlineData("account=acme", "conv-1")]
    [InlineData("project=sky", "conv-2")]
    [InlineData("environment=sandbox", "conv-3")]
    [InlineData("environment=debug", "conv-4")]
    [InlineData("channel=voice", "conv-2")]
    [InlineData("from=2025-01-01T10:02:00Z", "conv-3")]
    [InlineData("to=2025-01-01T10:01:00Z", "conv-1")]
    [InlineData("turn_from=2025-01-01T10:01:00Z", "conv-3,conv-2")]
    [InlineData("turn_to=2025-01-01T10:01:00Z", "conv-1")]
    [InlineData("turn_from=2025-01-01T10:00:00Z&turn_to=2025-01-01T10:00:30Z", "conv-1")]
    [InlineData("turn_from=2025-01-01&min_latency_ms=1500", "conv-1")]
    [InlineData("has_error=true", "conv-1")]
    [InlineData("has_error=false", "conv-3,conv-2")]
    [InlineData("has_warning=true", "conv-2")]
    [InlineData("has_failed_function=true", "conv-1")]
    [InlineData("function=save_guest", "conv-1")]
    [InlineData("function_name=save_guest", "conv-1")]
    [InlineData("function_name=save_gues", "")]
    [InlineData("call_from=2025-01-01T10:00:00Z&function_outcome=failed", "conv-1")]
    [InlineData("call_to=2025-01-01T10:00:00Z", "")]
    [InlineData("level=info", "conv-1")]
    [InlineData("not_agent=weather", "conv-3,conv-1")]
    [InlineData("not_agent=weather&not_environment=sandbox", "conv-1")]
    [InlineData("not_channel=voice&channel=voice", "")]
    [InlineData("not_function=save_", "conv-3,conv-2")]
    [InlineData("not_function_outcome=failed", "conv-3,conv-2")]
    [InlineData("not_problem=function&not_problem=entry", "conv-3,conv-2")]
    [InlineData("not_level=warning", "conv-3,conv-1")]
    [InlineData("has_handoff=false&min_turns=1&max_turns=100", "conv-3,conv-2,conv-1")]
    [InlineData("min_function_ms=1000000", "")]
    [InlineData("min_cost=0.25", "")]
    [InlineData("model=none", "")]
    [InlineData("variant=none", "")]
    [InlineData("language=none", "")]
    [InlineData("direction=outbound", "")]
    [InlineData("handoff_reason=none", "")]
    [InlineData("q=rain", "conv-2")]
    [InlineData("q=rain+terrace", "conv-2")]
    [InlineData("field=status:404", "conv-2")]
    [InlineData("field=validation_passed:true", "conv-1")]
    [InlineData("field=user_phone:%2B15550100", "")]
    [InlineData("min_duration_ms=1500", "conv-1")]
    [InlineData("max_duration_ms=1499", "conv-3,conv-2")]
    [InlineData("min_duration_ms=100&max_duration_ms=100", "conv-2")]
    [InlineData("min_duration_ms=1501", "")]
    [InlineData("min_latency_ms=1500", "conv-1")]
    [InlineData("max_latency_ms=100", "conv-3,conv-2")]
    [InlineData("min_tokens=352", "conv-1")]
    [InlineData("min_tokens=352&max_tokens=352", "conv-1")]
    [InlineData("max_tokens=12", "conv-3,conv-2")]
    [InlineData("is_rated=true", "conv-2,conv-1")]
    [InlineData("is_rated=true&rating_source=team", "conv-2")]
    [InlineData("rating=dislike", "conv-1")]
    [InlineData("has_comment=true", "conv-1")]
    [InlineData("is_annotated=true", "conv-1")]
    [InlineData("is_unread=false", "conv-1")]
    [InlineData("sort=tokens", "conv-1,conv-2,conv-3")]
    [InlineData("sort=created&order=asc", "conv-1,conv-2,conv-3")]
    [InlineData("sort=duration&order=desc&limit=1", "conv-1")]
    [InlineData("agent=bookings&has_error=false", "conv-3")]
    public async Task Each_filter_returns_the_matching_conversations(string query, string ids)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Root}/conversations?{query}");

        string.Join(',', Ids(answer)).Should().Be(ids);
    }

    [Theory]
    [InlineData("to=2025-01-01&from=2025-01-02", "to must be later than from: the time between them is empty.")]
    [InlineData("turn_to=2025-01-01&turn_from=2025-01-02", "turn_to must be later than turn_from: the time between them is empty.")]
    [InlineData("call_to=2025-01-01&call_from=2025-01-02", "call_to must be later than call_from: the time between them is empty.")]
    [InlineData("turn_from=yesterday",
        "turn_from is \"yesterday\"; it must be a time such as 2026-11-20T09:00:00Z, or a day such as 2026-11-20 (from midnight UTC).")]
    [InlineData("min_duration_ms=2&max_duration_ms=1", "max_duration_ms must be at least min_duration_ms: the range between them is empty.")]
    [InlineData("min_duration_ms=-1", "min_duration_ms is \"-1\"; it must be one integer from 0 to 1000000000000.")]
    [InlineData("max_duration_ms=long", "max_duration_ms is \"long\"; it must be one integer from 0 to 1000000000000.")]
    [InlineData("min_latency_ms=2&max_latency_ms=1", "max_latency_ms must be at least min_latency_ms: the range between them is empty.")]
    [InlineData("max_tokens=0&min_tokens=1", "max_tokens must be at least min_tokens: the range between them is empty.")]
    [InlineData("min_tokens=-1", "min_tokens is \"-1\"; it must be one integer from 0 to 9007199254740991.")]
    [InlineData("max_latency_ms=1.5", "max_latency_ms is \"1.5\"; it must be one integer from 0 to 1000000000000.")]
    public async Task An_invalid_filter_is_refused_by_name(string query, string detail)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Root}/conversations?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("detail").GetString().Should().Be(detail);
        answer.Json.GetProperty("field").GetString().Should().Be(detail.Split(' ')[0]);
    }

    [Fact]
    public async Task Personal_filters_require_the_permission()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        string.Join(',', Ids(await site.GetWithKeyAsync($"{Root}/conversations?has_warning=true", Site.PiiKey))).Should().Be("conv-2,conv-1");
    }

    [Fact]
    public async Task A_cached_answer_is_not_sent_again_and_never_confirmed_to_another_reader()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        string tag = (await site.GetWithKeyAsync($"{Root}/conversations/conv-3")).Header("ETag")!;

        var again = await site.GetAsync($"{Root}/conversations/conv-3", ("X-API-KEY", Site.ReaderKey), ("If-None-Match", tag));
        var permitted = await site.GetAsync($"{Root}/conversations/conv-3", ("X-API-KEY", Site.PiiKey), ("If-None-Match", tag));

        again.Status.Should().Be(HttpStatusCode.NotModified);
        again.Body.Should().BeEmpty();
        permitted.Status.Should().Be(HttpStatusCode.OK);
    }

    internal static List<string> Ids(Answer answer)
        => [.. answer.Json.GetProperty("conversations").EnumerateArray()
        .Select(static conversation => conversation.GetProperty("conversation_id").GetString()!)];

    internal static IEnumerable<string?> Strings(JsonElement array) => array.EnumerateArray().Select(static text => text.GetString());
}
