using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ConversationRoutesListTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";

    [Fact]
    public async Task Search_hits_include_the_surrounding_text()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var found = (await site.GetWithKeyAsync($"{Root}/search?q=TABLE")).Json;

        found.GetProperty("stopped").GetBoolean().Should().BeFalse();
        found.GetProperty("from").GetString().Should().Be(JsonTime(site.Clock.GetUtcNow().AddDays(-7)));
        var hit = found.GetProperty("hits").EnumerateArray().Should().ContainSingle().Subject;
        hit.GetProperty("conversation_id").GetString().Should().Be("conv-1");
        hit.GetProperty("part").GetString().Should().Be("user_input");
        hit.GetProperty("snippet").GetString().Should().Be(Desk.Said);
        hit.GetProperty("highlights").GetRawText().Should().Be("""[{"start":7,"length":5}]""");
        hit.GetProperty("entry_id").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_search_returns_conversations_named_by_the_text_and_the_start_of_the_searched_period()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        string weekAgo = JsonTime(site.Clock.GetUtcNow().AddDays(-7));

        var byId = (await site.GetWithKeyAsync($"{Root}/search?q=conv-1")).Json.GetProperty("named");
        var byFunction = (await site.GetWithKeyAsync($"{Root}/search?q=SAVE")).Json.GetProperty("named");
        var list = (await site.GetWithKeyAsync($"{Root}/conversations?q=table")).Json;
        var all = (await site.GetWithKeyAsync($"{Root}/conversations?q=table&from=1970-01-01")).Json;

        byId.GetRawText().Should().Be("""[{"conversation_id":"conv-1","name":"conversation_id"}]""");
        byFunction.GetRawText().Should().Be("""[{"conversation_id":"conv-1","name":"function"}]""");
        (await site.GetWithKeyAsync($"{Root}/search?q=ada@example.com", Site.PiiKey)).Json.GetProperty("named").GetArrayLength().Should().Be(0);
        list.GetProperty("searched_from").GetString().Should().Be(weekAgo);
        all.GetProperty("searched_from").GetString().Should().Be("1970-01-01T00:00:00.000000Z");
        (await site.GetWithKeyAsync($"{Root}/conversations")).Json.TryGetProperty("searched_from", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("q=status", 0)]
    [InlineData("q=409", 1)]
    [InlineData("q=CRM+upsert", 1)]
    [InlineData("q=rain&agent=bookings", 0)]
    [InlineData("q=rain&channel=voice", 1)]
    [InlineData("q=rain&conversation=conv-2", 1)]
    [InlineData("q=rain&conversation=conv-1", 0)]
    [InlineData("q=rain&environment=debug", 0)]
    [InlineData("q=rain&to=2025-01-01T10:00:00Z", 0)]
    [InlineData("q=5550100", 0)]
    public async Task A_search_covers_the_requested_fields_and_never_personal_data(string query, int hits)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        foreach (string key in (string[])[Site.ReaderKey, Site.PiiKey])
        {
            (await site.GetWithKeyAsync($"{Root}/search?{query}", key)).Json.GetProperty("hits").GetArrayLength().Should().Be(hits);
        }
    }

    [Fact]
    public async Task Users_appear_as_pseudonyms_without_the_permission_and_link_to_their_conversations()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var users = (await site.GetWithKeyAsync($"{Root}/users")).Json.GetProperty("users");
        var known = (await site.GetWithKeyAsync($"{Root}/users", Site.PiiKey)).Json.GetProperty("users");

        users.GetArrayLength().Should().Be(2);
        string pseudonym = users[0].GetProperty("user").GetString()!;
        pseudonym.Should().MatchRegex("^user-[0-9a-f]{12}$");
        users[0].GetProperty("conversations").GetInt32().Should().Be(2);
        users[0].GetProperty("first_started_at").GetString().Should().Be("2025-01-01T10:00:00.000000Z");
        known[0].GetProperty("user").GetString().Should().Be("ada@example.com");
        known[0].GetProperty("pseudonym").GetString().Should().Be(pseudonym);
        (await JourneyAsync(site, pseudonym, Site.ReaderKey)).Should().Equal("conv-3", "conv-1");
        (await JourneyAsync(site, pseudonym, Site.PiiKey)).Should().Equal("conv-3", "conv-1");
        (await JourneyAsync(site, "ada@example.com", Site.PiiKey)).Should().BeEmpty("an id stands in no address");
        (await JourneyAsync(site, "nobody", Site.PiiKey)).Should().BeEmpty();
    }

    [Fact]
    public async Task Ratings_include_the_question_and_the_answer()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var rated = (await site.GetWithKeyAsync($"{Root}/feedback", Site.PiiKey)).Json.GetProperty("feedback");

        rated.GetArrayLength().Should().Be(2);
        var dislike = rated[1];
        dislike.GetProperty("conversation_id").GetString().Should().Be("conv-1");
        dislike.GetProperty("turn_ordinal").GetInt32().Should().Be(1);
        dislike.GetProperty("question").GetString().Should().Be(Desk.Said);
        dislike.GetProperty("answer").GetString().Should().Be("Done.");
        dislike.GetProperty("source").GetString().Should().Be("user");
        dislike.GetProperty("rating").GetString().Should().Be("dislike");
        dislike.GetProperty("comment").GetString().Should().Be("Not what I asked for");
        ConversationRoutesTests.Strings(dislike.GetProperty("pii_fields")).Should().Equal("comment");
        (await site.GetWithKeyAsync($"{Root}/feedback")).Json.GetProperty("feedback")[1].GetProperty("comment").GetString().Should().Be("[redacted]");
    }

    [Theory]
    [InlineData("source=user", "conv-1")]
    [InlineData("source=team", "conv-2")]
    [InlineData("rating=like", "conv-2")]
    [InlineData("source=user&rating=like", "")]
    [InlineData("has_comment=true", "conv-1")]
    [InlineData("has_comment=false", "conv-2")]
    [InlineData("agent=weather", "conv-2")]
    [InlineData("channel=webchat", "conv-1")]
    [InlineData("to=2025-01-01T10:01:00Z", "conv-1")]
    [InlineData("environment=sandbox", "")]
    public async Task Ratings_are_filtered_individually(string query, string ids)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var rated = (await site.GetWithKeyAsync($"{Root}/feedback?{query}")).Json.GetProperty("feedback");

        string.Join(',', rated.EnumerateArray().Select(static item => item.GetProperty("conversation_id").GetString())).Should().Be(ids);
    }

    [Fact]
    public async Task Improved_answers_include_the_question_and_the_original_answer()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var improved = (await site.GetWithKeyAsync($"{Root}/annotations", Site.PiiKey)).Json.GetProperty("annotations").EnumerateArray().Should()
            .ContainSingle().Subject;

        improved.GetProperty("question").GetString().Should().Be(Desk.Said);
        improved.GetProperty("answer").GetString().Should().Be("Done.");
        improved.GetProperty("improved_answer").GetString().Should().Be("Your table for two is booked.");
        improved.GetProperty("author").GetString().Should().Be("Ada");
        (await site.GetWithKeyAsync($"{Root}/annotations")).Json.GetProperty("annotations")[0].GetProperty("improved_answer").GetString().Should()
            .Be("[redacted]");
        (await site.GetWithKeyAsync($"{Root}/annotations?agent=weather")).Json.GetProperty("annotations").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Only_agents_of_listed_conversations_are_returned()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetWithKeyAsync($"{Root}/agents")).Body.Should().Be("""{"agents":["bookings","weather"]}""");
        (await site.GetWithKeyAsync($"{Root}/agents", Desk.BookingsKey)).Body.Should().Be("""{"agents":["bookings"]}""");
    }

    [Theory]
    [InlineData("/conversations", "weather")]
    [InlineData("/search?q=rain", "conv-2")]
    [InlineData("/users", "\"conversations\":1,")]
    [InlineData("/feedback", "conv-2")]
    [InlineData("/export/conversations", "weather")]
    [InlineData("/statistics/tokens", "364")]
    public async Task Conversations_outside_the_scope_appear_in_no_response(string path, string foreign)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetWithKeyAsync(Root + path)).Body.Should().Contain(foreign);
        (await site.GetWithKeyAsync(Root + path, Desk.BookingsKey)).Body.Should().NotContain(foreign);
    }

    [Fact]
    public async Task The_access_log_requires_permission_to_manage_all_conversations()
    {
        await using var site = await Desk.PlayedAsync();
        await site.GetAsync($"{Root}/conversations/conv-1", ("X-API-KEY", Site.PiiKey), ("X-Access-Reason", "ticket 4711"));
        await site.SendAsync("POST", "/lookup", """{"user_id":"nobody"}""", Site.PiiKey);

        (await site.GetWithKeyAsync($"{Root}/access-log")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetWithKeyAsync($"{Root}/access-log", Desk.BookingsManagerKey)).Status.Should().Be(HttpStatusCode.Forbidden);
        var accesses = (await site.GetWithKeyAsync($"{Root}/access-log", Desk.ManagerKey)).Json.GetProperty("accesses");
        accesses.GetArrayLength().Should().Be(2);
        accesses[0].GetProperty("kind").GetString().Should().Be("lookup");
        accesses[1].GetRawText().Should().Be(
            $$"""{"at":"{{JsonTime(site.Clock.GetUtcNow())}}","reader":"Permitted","subject":"Permitted","kind":"conversation","conversation_id":"conv-1","user_pseudonym":null,"reason":"ticket 4711"}""");
        (await CountAsync("conversation=conv-1")).Should().Be(1);
        (await CountAsync("reader=Reader")).Should().Be(0);
        (await CountAsync("subject=Permitted")).Should().Be(2);
        (await CountAsync("subject=Reader")).Should().Be(0);
        (await CountAsync("from=2026-01-01")).Should().Be(0);

        async Task<int> CountAsync(string query)
            => (await site.GetWithKeyAsync($"{Root}/access-log?{query}", Desk.ManagerKey)).Json.GetProperty("accesses").GetArrayLength();
    }

    [Fact]
    public async Task Each_list_with_personal_data_is_recorded_in_the_access_log_and_other_lists_are_not()
    {
        await using var site = await Desk.PlayedAsync();
        foreach (string path in (string[])["/conversations", "/feedback", "/annotations", "/users", "/conversations/conv-1/entries", "/export/conversations"])
        {
            int before = await CountAsync();
            await site.GetWithKeyAsync(Root + path);
            (await CountAsync()).Should().Be(before, "{0} was read without the permission", path);
            await site.GetWithKeyAsync(Root + path, Site.PiiKey);
            (await CountAsync()).Should().BeGreaterThan(before, "{0} was read with the permission", path);
        }

        async Task<int> CountAsync() => (await site.GetWithKeyAsync($"{Root}/access-log", Desk.ManagerKey)).Json.GetProperty("accesses").GetArrayLength();
    }

    private static string JsonTime(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<string>> JourneyAsync(Site site, string user, string key)
        => ConversationRoutesTests.Ids(await site.GetWithKeyAsync($"{Root}/users/{Uri.EscapeDataString(user)}/conversations", key));
}
